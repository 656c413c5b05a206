/** The operations of graphs by name; what each is stands in spec/ops.json. */

import file from '#spec/ops.json' with { type: 'json' };

/** Operations that a problem may use, in the order of the file. */
export const operationNames = [
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'reciprocal',
  'exp',
  'log',
  'pow',
  'square',
  'sqrt',
  'sum',
  'mean',
  'max',
  'min',
  'broadcast',
  'reshape',
  'transpose',
  'concat',
  'slice',
  'matmul',
  'dot',
  'affine',
  'maximum',
  'minimum',
  'relu',
  'leaky-relu',
  'elu',
  'sigmoid',
  'tanh',
  'softplus',
  'logsumexp',
  'softmax',
  'log-softmax',
  'cross-entropy-logits',
  'hinge',
  'squared-error',
  'norm',
] as const;

/** Piecewise constant operations, which appear in graphs of gradients and in no problem. */
export const selectionNames = ['at-least', 'above', 'first-largest', 'first-smallest'] as const;

/** An operation that a problem may use. */
export type OperationName = (typeof operationNames)[number];

/** Every operation that an engine has to know. */
export type AnyOperationName = OperationName | (typeof selectionNames)[number];

/** What an operation takes that is no variable; which operation takes what stands in spec/ops.json. */
export interface Attributes {
  /** An axis of the argument, from 0; where it is optional and absent, all entries are one lane. */
  readonly axis?: number;
  readonly axes?: readonly number[];
  /** Sizes per axis of the result. */
  readonly shape?: readonly number[];
  readonly exponent?: number;
  /** The factor on the negative side. */
  readonly alpha?: number;
  readonly start?: number;
  readonly stop?: number;
  /** The right class of each lane. */
  readonly classes?: readonly number[];
}

/** An attribute that some operation takes. */
export type AttributeName = keyof Attributes;

/** In the order in which they are named to a user. */
export const attributeNames = [
  'axis',
  'axes',
  'shape',
  'exponent',
  'alpha',
  'start',
  'stop',
  'classes',
] as const satisfies readonly AttributeName[];

/** A set of derivatives that the chain rule may take, and the one that ours takes. */
export interface Kink {
  readonly where: string;
  readonly set: string;
  readonly ours: string;
}

/** One operation as spec/ops.json describes it. */
export interface OperationEntry {
  readonly name: AnyOperationName;
  readonly family: string;
  /** What the text calls the ordered slots; a variadic operation names one for all. */
  readonly slots: readonly string[];
  readonly variadic: boolean;
  readonly attributes: ReadonlyMap<AttributeName, 'required' | 'optional'>;
  /** One rule per slot. */
  readonly vjp: readonly string[];
  /** Where it is defined, or null for everywhere. */
  readonly domain: string | null;
  readonly kink: Kink | null;
  /** The functions beyond + - * / and comparison. */
  readonly needs: readonly string[];
}

const nameFrom = (name: string): AnyOperationName => {
  const known = [...operationNames, ...selectionNames].find((candidate) => candidate === name);
  if (known === undefined)
    throw new Error(`spec/ops.json: expected an operation of src/model/operations.ts, got ${name}`);
  return known;
};

const attributesFrom = (stated: object): OperationEntry['attributes'] =>
  new Map(
    attributeNames.flatMap((name) => {
      const presence = Object.entries(stated).find(([key]) => key === name)?.[1];
      return presence === 'required' || presence === 'optional' ? [[name, presence]] : [];
    }),
  );

const entries: ReadonlyMap<AnyOperationName, OperationEntry> = new Map(
  file.operations.map((entry) => {
    const name = nameFrom(entry.name);
    return [name, { ...entry, name, attributes: attributesFrom(entry.attributes) }];
  }),
);

/** The entry of an operation; throws when the file lacks it, which is a defect of ours. */
export const operationEntry = (name: AnyOperationName): OperationEntry => {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`spec/ops.json has no entry for ${name}`);
  return entry;
};
