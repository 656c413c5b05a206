/** The part of the problem format that a subject claims, with its defaults. */

import { type ProblemKind, problemKinds } from '../model/any-kind.ts';
import { show } from '../model/defect.ts';
import { operationNames } from '../model/operations.ts';
import { activationNames, lossNames, penaltyKinds, type Supports } from '../model/supports.ts';
import { type FieldReader, type Fields, isObject } from './read-fields.ts';

const supportedKeys = [
  'kinds',
  'activations',
  'losses',
  'penalties',
  'ops',
  'nullBiases',
  'maxLayers',
  'maxWidth',
  'maxExamples',
  'fixedShape',
] as const;

const readActivations = (value: unknown, read: FieldReader): Supports['activations'] => {
  if (!isObject(value)) {
    const names = read.names(value, ['supports', 'activations'], activationNames);
    return { hidden: names, output: names };
  }
  read.known(value, ['supports', 'activations'], ['hidden', 'output']);
  return {
    hidden: read.names(value['hidden'], ['supports', 'activations', 'hidden'], activationNames),
    output: read.names(value['output'], ['supports', 'activations', 'output'], activationNames),
  };
};

const readShape = (value: unknown, read: FieldReader): Pick<Supports, 'fixedShape'> => {
  if (value === undefined) return {};
  const widths: readonly unknown[] = Array.isArray(value) ? value : [];
  if (widths.length >= 2 && widths.every((width) => Number.isInteger(width) && Number(width) >= 1)) {
    return { fixedShape: widths.map(Number) };
  }
  read.refuse(['supports', 'fixedShape'], 'a list of at least 2 widths, input first', show(value));
  return {};
};

/** Kinds that are left out are not everything: whoever says nothing of them knows networks alone. */
const readKinds = (value: unknown, read: FieldReader): readonly ProblemKind[] =>
  value === undefined ? ['mlp'] : read.names(value, ['supports', 'kinds'], problemKinds);

/** Reads `supports`; nothing of a kind is ever sent to a subject whose `kinds` leave it out. */
export const readSupports = (value: Fields, read: FieldReader): Supports => {
  read.known(value, ['supports'], supportedKeys);
  const kinds = readKinds(value['kinds'], read);
  const ops = read.names(value['ops'], ['supports', 'ops'], operationNames);
  const activations = readActivations(value['activations'], read);
  return {
    kinds,
    ops: kinds.includes('graph') ? ops : [],
    activations: kinds.includes('mlp') ? activations : { hidden: [], output: [] },
    losses: read.names(value['losses'], ['supports', 'losses'], lossNames),
    penalties: read.names(value['penalties'], ['supports', 'penalties'], penaltyKinds),
    nullBiases: read.flag(value['nullBiases'], ['supports', 'nullBiases']),
    maxLayers: read.limit(value['maxLayers'], ['supports', 'maxLayers']),
    maxWidth: read.limit(value['maxWidth'], ['supports', 'maxWidth']),
    maxExamples: read.limit(value['maxExamples'], ['supports', 'maxExamples']),
    ...readShape(value['fixedShape'], read),
  };
};
