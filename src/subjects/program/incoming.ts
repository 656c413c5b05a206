/** One line of a program's stdout: an answer, a notification, or something that is not for us. */

import { describe, describeAll } from '../../model/defect.ts';
import { parseJson } from '../../model/json-text.ts';
import { type Fault, fault, quoted } from '../fault.ts';
import { messageDefects } from './message-schema.ts';
import { tangleIn } from './too-tangled.ts';

/** What stands in an answer, not looked into. */
export type Content =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly code: number; readonly message: string; readonly data: unknown }
  | { readonly kind: 'broken'; readonly fault: Fault };

export type Incoming =
  | { readonly kind: 'answer'; readonly id: number; readonly content: Content }
  | { readonly kind: 'notification' }
  /** Not a message: something that was printed. */
  | { readonly kind: 'stray' }
  /** A message that cannot be told to belong to any question. */
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Parts of a message by their names, without what every object inherits. */
type Message = ReadonlyMap<string, unknown>;

/** Strings are skipped; what C, Python and R write for numbers that JSON does not have is put in quotes. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.])[+-]?(?:nan|inf(?:inity)?)(?!\w)/gi;

const named = (token: string): string => {
  if (token.startsWith('"')) return token;
  if (/nan/i.test(token)) return '"NaN"';
  return token.startsWith('-') ? '"-Infinity"' : '"Infinity"';
};

const parseLenient = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(tokens, named));
  } catch {
    return undefined;
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text.startsWith('{') && /nan|inf/i.test(text) ? parseLenient(text) : undefined;
  }
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const messageOf = (value: object): Message => new Map(Object.entries(value));

/** Programs print objects of their own too: the version, or an id with an outcome, marks ours. */
const isMessage = (message: Message): boolean =>
  message.has('jsonrpc') || (message.has('id') && (message.has('result') || message.has('error')));

const searched = 300;

/** The id in a line that is no JSON, so that the fault goes to the question it answers. */
const idIn = (text: string): number | undefined => {
  const [, id] = /"id"\s*:\s*(\d{1,15})\s*[,}]/.exec(text.slice(0, searched)) ?? [];
  return id === undefined ? undefined : Number(id);
};

const broken = (text: string, reason: Fault): Incoming => {
  const id = idIn(text);
  return id === undefined
    ? { kind: 'fault', fault: reason }
    : { kind: 'answer', id, content: { kind: 'broken', fault: reason } };
};

const unparsable = (text: string): Incoming => {
  if (!(text.trimStart().startsWith('{') && text.slice(0, searched).includes('"jsonrpc"'))) {
    return { kind: 'stray' };
  }
  const parsed = parseJson(text, 'answer');
  const where = parsed.ok ? '' : `; ${describe(parsed.defect)}`;
  return broken(text, fault('malformed', 'NOT-JSON', `a line is not JSON: ${quoted(text)}${where}`));
};

const echoed = fault(
  'malformed',
  'PROTOCOL',
  'sent a request of its own, which is not part of the protocol: does it print what it reads?',
);

const batched = fault(
  'malformed',
  'PROTOCOL',
  'sent several messages as one list, which is not part of the protocol: one message per line',
);

/** A list of messages, told by its first entry; other lists are printed. */
const isBatch = (value: unknown): boolean => {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return isObject(first) && isMessage(messageOf(first));
};

/** JSON-RPC has errors without an id for requests that could not be read. */
const unnamed = ({ code, message }: Extract<Content, { kind: 'error' }>): Fault =>
  fault(
    'error',
    'THROWN',
    `failed on a request without saying which, its id being null (${code}): ${quoted(message)}`,
  );

/** A message that is not as the schema has it, or one that needs a closer look. */
const unusual = (value: object, message: Message): Incoming => {
  if (message.has('method') && message.has('id')) return { kind: 'fault', fault: echoed };
  const defects = messageDefects(value);
  const id = message.get('id');
  if (defects.length === 0) {
    if (message.has('method')) return { kind: 'notification' };
    const content = contentOf(message);
    return id === null && content.kind === 'error'
      ? { kind: 'fault', fault: unnamed(content) }
      : { kind: 'answer', id: Number(id), content };
  }
  const reason = fault('malformed', 'PROTOCOL', `a message breaks the protocol: ${describeAll(defects)}`);
  return typeof id === 'number' && Number.isInteger(id)
    ? { kind: 'answer', id, content: { kind: 'broken', fault: reason } }
    : { kind: 'fault', fault: reason };
};

const contentOf = (message: Message): Exclude<Content, { kind: 'broken' }> => {
  const error = message.get('error');
  if (!isObject(error)) return { kind: 'result', result: message.get('result') };
  const parts = messageOf(error);
  return {
    kind: 'error',
    code: Number(parts.get('code')),
    message: String(parts.get('message')),
    data: parts.get('data'),
  };
};

/** An answer of exactly the usual form; most lines are, and need no schema. */
const usual = (value: object): Incoming | undefined => {
  const { jsonrpc, id, result } = value as Readonly<Record<string, unknown>>;
  return jsonrpc === '2.0' &&
    typeof id === 'number' &&
    Number.isInteger(id) &&
    result !== undefined &&
    Object.keys(value).length === 3
    ? { kind: 'answer', id, content: { kind: 'result', result } }
    : undefined;
};

/** Reads one line, however hostile; never throws. */
export const readLine = (text: string): Incoming => {
  const tangle = tangleIn(text);
  if (tangle !== undefined) return broken(text, fault('malformed', 'PROTOCOL', `a line ${tangle}`));
  const value = parse(text);
  if (value === undefined) return unparsable(text);
  if (isBatch(value)) return { kind: 'fault', fault: batched };
  if (!isObject(value)) return { kind: 'stray' };
  const asUsual = usual(value);
  if (asUsual !== undefined) return asUsual;
  const message = messageOf(value);
  return isMessage(message) ? unusual(value, message) : { kind: 'stray' };
};
