/** The file of `--known`, read and checked. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import knownSchema from '#spec/schema/known.schema.json' with { type: 'json' };
import type { KnownEntry } from '../../judge/known.ts';
import type { SelectedCheck } from '../../judge/scores.ts';
import { type Defect, defectAt, describe, describeAll, quote, show } from '../../model/defect.ts';
import { parseJson } from '../../model/json-text.ts';
import { withNearest } from '../../model/nearest.ts';
import type { Path } from '../../model/path.ts';
import { defectsOf } from '../../model/schema-findings.ts';
import { UsageError } from '../failures.ts';
import { readText } from '../read-text.ts';

interface KnownFile {
  readonly known: readonly KnownEntry[];
}

const stepsOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** What a text has to be stands in its description. */
const isAboutText = ({ keyword }: Ajv.ErrorObject): boolean => ['pattern', 'minLength'].includes(keyword);

const schemaDefects = (errors: readonly Ajv.ErrorObject[]): readonly Defect[] => [
  ...defectsOf(
    errors.filter((error) => !isAboutText(error)),
    knownSchema.$defs,
  ),
  ...errors
    .filter(isAboutText)
    .map(({ instancePath, parentSchema, data }) =>
      defectAt(stepsOf(instancePath), String(parentSchema?.['description']), show(data)),
    ),
];

const validated = (value: unknown): KnownFile | readonly Defect[] => {
  const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
  const validate = new ajv.Ajv2020({ allErrors: true, verbose: true, meta: false, validateSchema: false });
  const accepts = validate.compile<KnownFile>(knownSchema);
  return accepts(value) ? value : schemaDefects(accepts.errors ?? []);
};

const isDay = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const entryDefects = (
  entry: KnownEntry,
  index: number,
  checks: readonly SelectedCheck[],
): readonly Defect[] => {
  const at = (key: string, expected: string, got: string): Defect =>
    defectAt(['known', index, key], expected, got);
  const check = checks.find(({ id }) => id === entry.check);
  const ids = checks.map(({ id }) => id);
  return [
    ...(check === undefined ? [at('check', 'a check of this suite', withNearest(entry.check, ids))] : []),
    ...(check !== undefined && check.clause !== entry.clause
      ? [at('clause', `${check.clause}, the clause of ${check.id}`, quote(entry.clause))]
      : []),
    ...(isDay(entry.expires) ? [] : [at('expires', 'a day of the calendar', quote(entry.expires))]),
  ];
};

/**
 * The entries of a file of known discrepancies.
 *
 * @param checks every check of the suite, selected or not
 * @throws UsageError with one line per defect: `known.json: known[0].link: expected X, got Y`
 */
export const readKnownFile = (file: string, checks: readonly SelectedCheck[]): readonly KnownEntry[] => {
  const parsed = parseJson(readText(file, '--known'), file);
  if (!parsed.ok) throw new UsageError(`--known: ${describe(parsed.defect)}`);
  const read = validated(parsed.value);
  if (!('known' in read)) throw new UsageError(`--known: ${file}: ${describeAll(read)}`);
  const defects = read.known.flatMap((entry, index) => entryDefects(entry, index, checks));
  if (defects.length > 0) throw new UsageError(`--known: ${file}: ${describeAll(defects)}`);
  return read.known;
};
