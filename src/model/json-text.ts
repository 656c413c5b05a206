/** JSON text to a value, or the place where the text stops being JSON. */

import type { Defect } from './defect.ts';
import { quote } from './defect.ts';

/** The value, or what is wrong with the text. */
export type ParsedText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly defect: Defect };

interface Stop {
  readonly offset: number;
  readonly expected: string;
}

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /[\w.+-]+|[\s\S]/uy;

const endOf = (pattern: RegExp, text: string, offset: number): number | undefined => {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

const endOfString = (text: string, start: number): number | Stop => {
  let offset = start + 1;
  while (offset < text.length) {
    const character = text.charAt(offset);
    if (character === '"') return offset + 1;
    if (character < ' ') return { offset, expected: 'a closing quotation mark' };
    const next = character === '\\' ? endOf(escaped, text, offset) : offset + 1;
    if (next === undefined) return { offset, expected: 'an escape that JSON knows' };
    offset = next;
  }
  return { offset, expected: 'a closing quotation mark' };
};

type State = 'value' | 'first value' | 'first key' | 'key' | 'colon' | 'after';

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

const expectedIn = (state: State, open: string | undefined): string => {
  if (state === 'after')
    return open === undefined ? 'nothing after the value' : `a comma or ${closing[open]}`;
  if (state === 'first key') return 'a key in double quotation marks or }';
  if (state === 'key') return 'a key in double quotation marks';
  if (state === 'colon') return 'a colon';
  return state === 'first value' ? 'a value or ]' : 'a value';
};

/** One token read: where it ends and what may follow. `open` changes with brackets. */
interface Token {
  readonly end: number | Stop | undefined;
  readonly state: State;
}

const closes = (character: string, state: State, inside: string | undefined): boolean =>
  inside !== undefined && character === closing[inside] && (state === 'after' || state.startsWith('first'));

const separator = (character: string, state: State, inside: string | undefined): State | undefined => {
  if (state === 'colon') return character === ':' ? 'value' : undefined;
  if (state !== 'after' || character !== ',' || inside === undefined) return undefined;
  return inside === '[' ? 'value' : 'key';
};

const tokenAt = (text: string, offset: number, state: State, open: string[]): Token => {
  const character = text.charAt(offset);
  const inside = open.at(-1);
  if (closes(character, state, inside)) {
    open.pop();
    return { end: offset + 1, state: 'after' };
  }
  const separated = separator(character, state, inside);
  if (separated !== undefined) return { end: offset + 1, state: separated };
  const isKey = state === 'key' || state === 'first key';
  const isValue = state === 'value' || state === 'first value';
  if (isValue && closing[character] !== undefined) {
    open.push(character);
    return { end: offset + 1, state: character === '[' ? 'first value' : 'first key' };
  }
  if ((isValue || isKey) && character === '"') {
    return { end: endOfString(text, offset), state: isKey ? 'colon' : 'after' };
  }
  return { end: isValue ? endOf(scalar, text, offset) : undefined, state: 'after' };
};

/** Walks the tokens with a stack of its own, so that deep nesting cannot exhaust the call stack. */
const firstStop = (text: string): Stop => {
  const open: string[] = [];
  let state: State = 'value';
  let offset = endOf(space, text, 0) ?? 0;
  while (offset < text.length) {
    const stop = { offset, expected: expectedIn(state, open.at(-1)) };
    const token = tokenAt(text, offset, state, open);
    if (token.end === undefined) return stop;
    if (typeof token.end !== 'number') return token.end;
    state = token.state;
    offset = endOf(space, text, token.end) ?? token.end;
  }
  return { offset, expected: expectedIn(state, open.at(-1)) };
};

const found = (text: string, offset: number): string =>
  offset >= text.length ? 'the end of the text' : quote(text.slice(offset, endOf(word, text, offset)));

/** Parses JSON; a byte-order mark in front is skipped. Lines and columns count from 1. */
export const parseJson = (text: string, file: string): ParsedText => {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    const { offset, expected } = firstStop(body);
    const lines = body.slice(0, offset).split('\n');
    const path = `${file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
    return { ok: false, defect: { path, expected, got: found(body, offset) } };
  }
};
