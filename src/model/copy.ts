/**
 * A frozen deep copy of plain JSON data, taken without trusting the value: no getter is called, nothing
 * inherited is read, and nesting and size are limited before anything else looks at them.
 */

import type { Defect } from './defect.ts';
import { defectAt, quote, show } from './defect.ts';
import { limits } from './limits.ts';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The copy; `complete` is false when parts had to be left out, so that later checks would mislead. */
export interface Copy {
  readonly value: Json | undefined;
  readonly complete: boolean;
  readonly defects: readonly Defect[];
}

interface Copying {
  readonly defects: Defect[];
  /** Steps to the value being copied; one list for the whole walk. */
  readonly path: (string | number)[];
  complete: boolean;
  /** Values that may still be copied. */
  left: number;
}

const dangerousKeys = ['__proto__', 'constructor', 'prototype'];

const leaveOut = (copying: Copying, expected: string, got: string): undefined => {
  copying.defects.push(defectAt(copying.path, expected, got));
  copying.complete = false;
  return undefined;
};

const copyNumber = (value: number, copying: Copying): number => {
  if (!Number.isFinite(value)) {
    copying.defects.push(defectAt(copying.path, 'a finite number', show(value)));
  } else if (Object.is(value, -0)) {
    copying.defects.push(defectAt(copying.path, 'a number without negative zero', '-0; write 0'));
  }
  return value;
};

const className = (value: object): string => {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? 'an instance of a class' : `${/^[AEIOU]/.test(tag) ? 'an' : 'a'} ${tag}`;
};

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const copyProperty = (value: object, key: string | number, copying: Copying): Json | undefined => {
  copying.path.push(key);
  const property = Object.getOwnPropertyDescriptor(value, key);
  const copy =
    property === undefined || 'value' in property
      ? copyValue(property?.value, copying)
      : leaveOut(copying, 'plain JSON data', 'a getter');
  copying.path.pop();
  return copy;
};

const copyList = (value: readonly unknown[], copying: Copying): Json => {
  const copy: Json[] = [];
  for (let index = 0; index < value.length && copying.left >= 0; index += 1) {
    if (!Object.hasOwn(value, index)) {
      leaveOut(copying, 'a list without holes', `a hole at index ${index}`);
      break;
    }
    const element = copyProperty(value, index, copying);
    if (element !== undefined) copy.push(element);
  }
  return Object.freeze(copy);
};

const copyObject = (value: object, copying: Copying): Json => {
  const copy: Record<string, Json> = {};
  for (const key of Reflect.ownKeys(value)) {
    if (copying.left < 0) break;
    if (typeof key === 'symbol') leaveOut(copying, 'plain JSON data', 'a symbol as a key');
    else if (dangerousKeys.includes(key)) leaveOut(copying, 'no key of this name', quote(key));
    else {
      const member = copyProperty(value, key, copying);
      if (member !== undefined) copy[key] = member;
    }
  }
  return Object.freeze(copy);
};

const copyContainer = (value: object, copying: Copying): Json | undefined => {
  if (copying.path.length >= limits.depth) {
    return leaveOut(copying, `at most ${limits.depth} levels of nesting`, 'more');
  }
  const steps = copying.path.length;
  try {
    if (Array.isArray(value)) return copyList(value, copying);
    if (isPlain(value)) return copyObject(value, copying);
    return leaveOut(copying, 'plain lists and objects', className(value));
  } catch {
    copying.path.length = steps;
    return leaveOut(copying, 'plain JSON data', 'an object that throws when it is read');
  }
};

const copyValue = (value: unknown, copying: Copying): Json | undefined => {
  copying.left -= 1;
  if (copying.left < 0) {
    return copying.left === -1
      ? leaveOut(copying, `at most ${limits.values} values in all`, 'more')
      : undefined;
  }
  if (typeof value === 'number') return copyNumber(value, copying);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'object') return copyContainer(value, copying);
  return leaveOut(copying, 'plain JSON data', show(value));
};

/**
 * Copies and freezes plain JSON data.
 *
 * Non-finite numbers and -0 are copied and reported; what is not JSON data is left out and reported.
 */
export const copyPlain = (value: unknown): Copy => {
  const copying: Copying = { defects: [], path: [], complete: true, left: limits.values };
  const copy = copyValue(value, copying);
  return { value: copy, complete: copying.complete, defects: copying.defects };
};
