/** Independent readers of what the reporters write, for their tests. */

import { readFileSync } from 'node:fs';
import draft4 from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type XmlAttribute, XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';

const specSchema = (name: string) => {
  const file = new URL(`../../spec/schema/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
};

const complaints = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath, message, JSON.stringify(params)].join(' '),
      );

const strict = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
strict.addSchema([specSchema('problem'), specSchema('graph-problem')]);
const run = strict.compile(specSchema('run'));

/** What the schema of a run has against a report; nothing where it is one. */
export const runComplaints = (report: unknown): readonly string[] => complaints(run, report);

// The schema is of draft 4, whose `id` is called `$id` since; what else it uses has not changed.
const { id: _, $schema: __, ...sarifSchema } = draft4;
const formats = {
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => URL.canParse(text, 'https://example.org/'),
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
};
const sarif = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(sarifSchema);

/** What the official schema of SARIF 2.1.0 has against a log. */
export const sarifComplaints = (log: unknown): readonly string[] => complaints(sarif, log);

// The elements and attributes that Jenkins reads, in the order of its schema (junit-4.xsd).
const junitSchema = readFileSync(new URL('test-junit.xsd', import.meta.url), 'utf8');

/** An element as libxml2 reads it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ReadElement[];
  readonly text: string;
}

const readElement = (element: XmlElement): ReadElement => {
  const children: ReadElement[] = [];
  for (let node = element.firstChild; node !== null; node = node.next)
    if (node instanceof XmlElement) children.push(readElement(node));
  return {
    name: element.name,
    attributes: Object.fromEntries(element.attrs.map(({ name, value }: XmlAttribute) => [name, value])),
    children,
    text: element.content,
  };
};

/** The root of a document that is well-formed and valid; throws otherwise. */
export const readJunit = (xml: string): ReadElement => {
  const schema = XmlDocument.fromString(junitSchema);
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return readElement(document.root);
  } finally {
    document.dispose();
    validator.dispose();
    schema.dispose();
  }
};
