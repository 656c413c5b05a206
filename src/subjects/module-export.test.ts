import { describe, expect, it } from 'vitest';
import { declarationOf, misspeltOf, subjectOf } from './module-export.ts';

const gradient = (problem: unknown): unknown => problem;

class Net {
  readonly supports = { losses: ['norm'] };
  readonly myself = this;
  gradient(problem: unknown): unknown {
    return [this.supports.losses, problem];
  }
}

describe('the subject of a module is', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['the default export', { default: { gradient } }],
    ['the function that is the default export', { default: gradient }],
    ['the exports by name', { gradient, supports: {} }],
    ['what CommonJS exports as its default', { default: { __esModule: true, default: { gradient } } }],
  ])('%s', (_, module) => {
    expect(subjectOf(module).gradient(7)).toBe(7);
  });

  it('an instance, whose gradient is called on it', () => {
    expect(subjectOf({ default: new Net() }).gradient(7)).toEqual([['norm'], 7]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['nothing', {}, 'got none; exported are no names'],
    ['another name', { subject: { gradient } }, 'got none; exported are subject'],
    ['a class', { default: Net }, 'got a class; export an object of it: export default new Net()'],
    ['a number', { default: 3 }, 'got a number'],
    ['null', { default: null }, 'got null'],
    ['a gradient that is none', { default: { gradient: 3 } }, 'got a gradient that is a number'],
    ['a misspelt one', { default: { grad: gradient } }, 'got grad; did you mean gradient?'],
    ['an object of other names', { default: { run: gradient } }, 'got an object with run'],
  ])('refused where it is %s', (_, module, got) => {
    expect(() => subjectOf(module)).toThrow(
      `default export: expected an object with a function gradient(problem), ${got}`,
    );
  });
});

describe('the declaration of a module', () => {
  it('has the fields that are read and nothing else that the subject holds', () => {
    expect(declarationOf(subjectOf({ default: new Net() }))).toEqual({ supports: { losses: ['norm'] } });
  });

  it('names what looks like a misspelt field, unless the field itself is there', () => {
    const subject = { gradient, suports: {}, precision: 'float32', precison: 'float64', layers: [] };
    expect(misspeltOf(subject)).toEqual(['suports is not read; did you mean supports?']);
  });
});
