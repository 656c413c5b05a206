/** Every import of a source file, read by a real parser: a regex misses multi-line and type imports. */

import { type ParserPlugin, parse } from '@babel/parser';

/** One import as written. */
export interface ImportSite {
  readonly file: string;
  /** Line of the statement or expression, from 1. */
  readonly line: number;
  /** What is imported, or undefined when it is computed at run time. */
  readonly specifier: string | undefined;
  /** True when nothing of it remains at run time. `import { type T }` still loads the file: false. */
  readonly typeOnly: boolean;
}

/** A node of the syntax tree; which fields it has depends on its type. */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The value found by following fields and indices from a node; undefined where there is none. */
const at = (node: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    node,
  );

/** The text of a string literal, of one used as a type, or of a template without holes. */
const literal = (node: unknown): string | undefined => {
  if (at(node, 'type') === 'TSLiteralType') return literal(at(node, 'literal'));
  const isTemplate = at(node, 'type') === 'TemplateLiteral' && at(node, 'quasis', 'length') === 1;
  const text = isTemplate ? at(node, 'quasis', 0, 'value', 'cooked') : at(node, 'value');
  return typeof text === 'string' ? text : undefined;
};

/** `require`, `module.require`, `createRequire(…)`, `require.resolve` and `import.meta.resolve`. */
const isRequire = (callee: unknown): boolean => {
  if (at(callee, 'name') === 'require' || at(callee, 'callee', 'name') === 'createRequire') return true;
  const property = at(callee, 'property', 'name');
  if (property === 'require') return true;
  return (
    property === 'resolve' &&
    (at(callee, 'object', 'type') === 'MetaProperty' || isRequire(at(callee, 'object')))
  );
};

/** What this one node imports, if it is an import of any form. */
const importOf = (node: Node): Pick<ImportSite, 'specifier' | 'typeOnly'> | undefined => {
  const source = node['source'];
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: literal(source), typeOnly: node['importKind'] === 'type' };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (!isNode(source)) return undefined;
      return { specifier: literal(source), typeOnly: node['exportKind'] === 'type' };
    case 'ImportExpression':
      return { specifier: literal(source), typeOnly: false };
    case 'TSImportType':
      return { specifier: literal(node['argument']), typeOnly: true };
    case 'TSExternalModuleReference':
      return { specifier: literal(node['expression']), typeOnly: false };
    case 'CallExpression':
      if (!isRequire(node['callee'])) return undefined;
      return { specifier: literal(at(node, 'arguments', 0)), typeOnly: false };
    default:
      return undefined;
  }
};

function* nodesOf(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

const pluginsFor = (file: string): ParserPlugin[] => {
  const typescript: ParserPlugin = ['typescript', { dts: /\.d\.[cm]?ts$/.test(file) }];
  return file.endsWith('x') ? [typescript, 'jsx'] : [typescript];
};

/** The imports of one file in the order written. Throws the parser's error when it cannot be read. */
export const readImports = (file: string, text: string): readonly ImportSite[] => {
  const { program } = parse(text, {
    sourceFilename: file,
    sourceType: /\.c[jt]s$/.test(file) ? 'script' : 'module',
    createImportExpressions: true,
    plugins: pluginsFor(file),
  });
  return [...nodesOf(program)].flatMap((node) => {
    const found = importOf(node);
    return found === undefined ? [] : [{ file, line: Number(at(node, 'loc', 'start', 'line')), ...found }];
  });
};
