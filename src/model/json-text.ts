/** JSON text to a value, or the place where the text stops being JSON. */

import type { Defect } from './defect.ts';
import { quote } from './defect.ts';

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

/** Walks the tokens with a stack of its own, so that deep nesting cannot exhaust the call stack. */
const firstStop = (text: string): Stop => {
  const open: string[] = [];
  let state: State = 'value';
  let offset = endOf(space, text, 0) ?? 0;
  while (offset < text.length) {
    const character = text.charAt(offset);
    const inside = open.at(-1);
    const stop = { offset, expected: expectedIn(state, inside) };
    const isKey: boolean = state === 'key' || state === 'first key';
    const isValue: boolean = state === 'value' || state === 'first value';
    let end: number | Stop | undefined = offset + 1;
    if (state === 'after' && inside !== undefined && character === ',')
      state = inside === '[' ? 'value' : 'key';
    else if (
      inside !== undefined &&
      character === closing[inside] &&
      (state === 'after' || state.startsWith('first'))
    ) {
      open.pop();
      state = 'after';
    } else if (state === 'colon' && character === ':') state = 'value';
    else if (isValue && (character === '[' || character === '{')) {
      open.push(character);
      state = character === '[' ? 'first value' : 'first key';
    } else if ((isValue || isKey) && character === '"') {
      end = endOfString(text, offset);
      state = isKey ? 'colon' : 'after';
    } else {
      end = isValue ? endOf(scalar, text, offset) : undefined;
      state = 'after';
    }
    if (end === undefined) return stop;
    if (typeof end !== 'number') return end;
    offset = endOf(space, text, end) ?? end;
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
