/**
 * JSON Schema read as a TypeScript type, so that the compiler can hold a published schema and our types
 * equal. Types only. It knows the keywords our schemas use; any other becomes `UnknownKeyword`, which
 * equals nothing.
 */

/** Keywords that say nothing about the type. */
type Silent =
  | '$schema'
  | '$id'
  | 'title'
  | 'description'
  | 'minItems'
  | 'minimum'
  | 'exclusiveMinimum'
  | 'additionalProperties'
  | '$defs';

type Spoken =
  | '$ref'
  | 'const'
  | 'enum'
  | 'type'
  | 'items'
  | 'properties'
  | 'required'
  | 'anyOf'
  | 'if'
  | 'then'
  | 'else';

/** Stands in the read type where a schema says something that this file cannot read. */
export interface UnknownKeyword<Keyword> {
  readonly unknownKeyword: Keyword;
}

type Definition<Root, Name> = Root extends { readonly $defs: infer Defs }
  ? Name extends keyof Defs
    ? Defs[Name]
    : UnknownKeyword<Name>
  : UnknownKeyword<Name>;

type Needed<S> = S extends { readonly required: readonly (infer Key)[] } ? Key : never;

type Properties<P, Key, Root> = {
  readonly [K in keyof P as K extends Key ? K : never]: Read<P[K], Root>;
} & {
  readonly [K in keyof P as K extends Key ? never : K]?: Read<P[K], Root>;
};

type ObjectOf<S, Root> = S extends { readonly properties: infer P } ? Properties<P, Needed<S>, Root> : object;

type ListOf<S, Root> = S extends { readonly items: infer Items }
  ? readonly Read<Items, Root>[]
  : readonly unknown[];

interface Scalars {
  readonly number: number;
  readonly integer: number;
  readonly string: string;
  readonly boolean: boolean;
  readonly null: null;
}

type OfType<Name, S, Root> = Name extends keyof Scalars
  ? Scalars[Name]
  : Name extends 'array'
    ? ListOf<S, Root>
    : Name extends 'object'
      ? ObjectOf<S, Root>
      : UnknownKeyword<Name>;

type TypeOf<S, Root> = S extends { readonly type: infer Names }
  ? OfType<Names extends readonly (infer Name)[] ? Name : Names, S, Root>
  : unknown;

type RefOf<S, Root> = S extends { readonly $ref: `#/$defs/${infer Name}` }
  ? Read<Definition<Root, Name>, Root>
  : unknown;

type ConstOf<S> = S extends { readonly const: infer Value } ? Value : unknown;

type EnumOf<S> = S extends { readonly enum: readonly (infer Value)[] } ? Value : unknown;

type AnyOf<S, Root> = S extends { readonly anyOf: readonly (infer Case)[] }
  ? Case extends unknown
    ? Read<Case, Root>
    : never
  : unknown;

type ConditionOf<S, Root> = S extends {
  readonly if: infer If;
  readonly then: infer Then;
  readonly else: infer Else;
}
  ? (Read<If, Root> & Read<Then, Root>) | Exclude<Read<Else, Root>, Read<If, Root>>
  : S extends { readonly if: unknown }
    ? UnknownKeyword<'if without then and else'>
    : unknown;

/** The type of the values that a schema accepts; `Root` is the document that `$ref` points into. */
export type Read<S, Root = S> = S extends false
  ? never
  : [Exclude<keyof S, Silent | Spoken>] extends [never]
    ? RefOf<S, Root> & ConstOf<S> & EnumOf<S> & TypeOf<S, Root> & AnyOf<S, Root> & ConditionOf<S, Root>
    : UnknownKeyword<Exclude<keyof S, Silent | Spoken>>;

/** What tells the members of a union of objects apart: their own name, or their activation's. */
type Tag<T> = T extends { readonly name: infer Name extends string }
  ? `<${Name}>`
  : T extends { readonly activation: { readonly name: infer Name extends string } }
    ? `<${Name}>`
    : '';

// The value of `name` is in the tag: beside it, a union of names would be said once per name.
type FactsOfKeys<T, Path extends string> = {
  [K in keyof T & string]-?:
    | `${Path}.${K}${object extends Pick<T, K> ? ' is optional' : ''}`
    | (K extends 'name' ? never : Facts<Exclude<T[K], undefined>, `${Path}.${K}`>);
}[keyof T & string];

type FactsOfText<T extends string, Path extends string> = string extends T
  ? `${Path}: string`
  : `${Path}: "${T}"`;

/** Everything a type says, as texts: `.loss<norm>.scale: number`, `.penalty is optional`. */
export type Facts<T, Path extends string = ''> = [T] extends [never]
  ? `${Path}: never`
  : unknown extends T
    ? `${Path}: unknown`
    : T extends readonly (infer Element)[]
      ? `${Path}: list` | Facts<Element, `${Path}[]`>
      : T extends object
        ? FactsOfKeys<T, `${Path}${Tag<T>}`>
        : T extends string
          ? FactsOfText<T, Path>
          : T extends number
            ? `${Path}: number`
            : `${Path}: ${T & (boolean | null)}`;

/**
 * What only one of two types says; `never` when they say the same.
 *
 * Texts are compared rather than the types themselves: the compiler takes types that nest the same alias
 * three levels deep for equal without looking.
 */
export type Difference<Left, Right> = Exclude<Facts<Left>, Facts<Right>> | Exclude<Facts<Right>, Facts<Left>>;

/** A type as it travels in JSON: numbers may be the names of those that JSON cannot write. */
export type Written<T> = T extends number
  ? number | 'NaN' | 'Infinity' | '-Infinity'
  : T extends readonly (infer Element)[]
    ? readonly Written<Element>[]
    : T extends object
      ? { readonly [K in keyof T]: Written<T[K]> }
      : T;
