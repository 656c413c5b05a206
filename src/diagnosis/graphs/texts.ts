/** What is said of a known mistake with graphs. */

import data from '#spec/diagnoses.json' with { type: 'json' };
import type { Cause } from '../../model/diagnosis.ts';
import { type OperationName, operationEntry } from '../../model/operations.ts';
import type { GraphMisreading } from './misreadings/misreading.ts';

const texts = new Map(data.graphs.map((text) => [text.id, text]));

/** The texts of a mistake, with its constant in them. @throws RangeError for an id without texts. */
export const graphCauseOf = ({ id, constant = '' }: GraphMisreading): Cause => {
  const text = texts.get(id);
  if (text === undefined)
    throw new RangeError(`spec/diagnoses.json, graphs: expected an entry ${id}, got none`);
  const filled = (sentence: string): string => sentence.replaceAll('{}', constant);
  return { id, sentence: filled(text.sentence), advice: filled(text.advice), clause: text.clause };
};

/** Ids of graphs that have texts, in the order of the file. */
export const graphDiagnosisIds: readonly string[] = data.graphs.map(({ id }) => id);

/** Answers by what they are. */
interface Counts {
  readonly wrong: number;
  readonly right: number;
}

const evidence = (op: OperationName, { wrong, right }: Counts): string => {
  const all = wrong === 1 ? 'the wrong answer' : `all ${wrong} wrong answers`;
  const none = right === 1 ? 'not in the right one' : `in none of the ${right} right ones`;
  return `${op} is in ${all} and ${none}`;
};

/** That a rule is wrong in a way that is not known: what it should hand back. */
export const operationCause = (op: OperationName, counts: Counts): Cause => {
  const { slots, vjp } = operationEntry(op);
  const rules = vjp.map((rule, slot) => `${rule} for ${slots[slot] ?? slots[0]}`).join('; ');
  return {
    id: 'graph-operation',
    sentence: `what goes back through ${op} is wrong`,
    advice: `hand back, with G the gradient of the output by the result: ${rules}`,
    clause: 'GENERAL-VJP',
    evidence: evidence(op, counts),
  };
};

/** That the value of an operation is wrong already. */
export const valueCause = (op: OperationName, counts: Counts): Cause => ({
  id: 'graph-value',
  sentence: `the value of ${op} is wrong already`,
  advice: 'compute what spec/ops.json defines, along the axis that is given',
  clause: 'GRAPH-ORDER',
  evidence: evidence(op, counts),
});

/** That what is taken at the kink of an operation is none of what the chain rule allows. */
export const kinkCause = (op: OperationName): Cause => {
  const { kink } = operationEntry(op);
  if (kink === null) throw new RangeError(`${op}: expected an operation with a kink, got none`);
  return {
    id: 'graph-kink',
    sentence: `what goes back through ${op} at its kink is wrong`,
    advice: `where ${kink.where}, take ${kink.set}`,
    clause: 'KINK-CONVENTION',
    evidence: `${op} is right away from its kink`,
  };
};
