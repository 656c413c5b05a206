/**
 * The rooms and what each may import: the table of ARCHITECTURE.md as data.
 *
 * A grant is a place (a folder or one file), or a place followed by ` types`, which admits only
 * `import type`, `export type … from` and `import('…').T`. Every room may import its own folder.
 * A test, and a `test-*.ts` that tests share, may import any room, except across the implementations.
 */

/** One place in the tree, and the places it may import from. */
export interface Room {
  /** Folder or file, from the root of the repository. */
  readonly place: string;
  /** Grants, or `anything`. */
  readonly may: readonly string[] | 'anything';
  /** Grants of npm packages and `node:` modules; absent: any. */
  readonly packages?: readonly string[];
  /** True where a path is known only at run time, as for a user's own module. */
  readonly computed?: true;
  /** True where the files are copied to users, in whose projects this package has its name. */
  readonly copied?: true;
}

/** Implementations that share nothing but types, so that a mistake cannot be in all of them. */
export const implementations: readonly string[] = [
  'src/gradients/per-weight',
  'src/gradients/delta-recursion',
  'src/gradients/grad-table',
];

const implementationRooms: readonly Room[] = implementations.map((place) => ({
  place,
  may: ['src/model types', 'src/arithmetic/arithmetic.ts types', 'src/gradients/implementation.ts types'],
  packages: [],
}));

const askAndJudge = [
  'src/model',
  'src/arithmetic',
  'src/gradients/implementation.ts types',
  'src/gradients/registry.ts',
  'src/graphs',
  'src/witness',
  'src/oracle',
  'src/bounds',
  'src/problems',
  'src/judge',
  'src/subjects',
  'src/diagnosis',
  'package.json',
];

/** Every room of the house; a source file outside all of them is refused. */
export const rooms: readonly Room[] = [
  { place: 'spec', may: [] },
  { place: 'fixtures', may: [] },
  { place: 'package.json', may: [] },
  { place: 'src/model', may: ['spec'] },
  { place: 'src/arithmetic', may: [] },
  {
    place: 'src/gradients/implementation.ts',
    may: ['src/model types', 'src/arithmetic/arithmetic.ts types'],
    packages: [],
  },
  ...implementationRooms,
  {
    place: 'src/gradients/registry.ts',
    may: [...implementations, 'src/gradients/implementation.ts types'],
    packages: [],
  },
  { place: 'src/graphs', may: ['src/model', 'src/arithmetic/arithmetic.ts types'], packages: [] },
  { place: 'src/bounds', may: ['src/model'], packages: [] },
  { place: 'src/witness', may: ['src/model', 'src/arithmetic types', 'src/bounds'], packages: [] },
  {
    place: 'src/oracle',
    may: [
      'src/model',
      'src/arithmetic',
      'src/gradients/implementation.ts types',
      'src/gradients/registry.ts',
      'src/bounds',
    ],
    packages: [],
  },
  {
    place: 'src/oracle/graphs',
    may: ['src/model', 'src/arithmetic', 'src/graphs', 'src/bounds', 'src/oracle'],
    packages: [],
  },
  { place: 'src/problems', may: ['src/model', 'fixtures', 'package.json'] },
  {
    place: 'src/judge',
    may: ['src/model', 'src/bounds types', 'src/bounds/combine.ts', 'src/bounds/within.ts'],
    packages: ['fast-check types'],
  },
  {
    place: 'src/subjects',
    may: [
      'src/model',
      'spec',
      'src/arithmetic',
      'src/gradients/implementation.ts types',
      'src/gradients/registry.ts',
      'src/graphs/implementations.ts',
      'src/graphs/network/gradient.ts',
      'src/bounds/precision.ts types',
      'package.json',
    ],
    computed: true,
  },
  {
    place: 'src/diagnosis',
    may: ['src/model', 'spec', 'src/judge/claim.ts', 'src/bounds/assumptions.ts', 'src/bounds/precision.ts'],
    packages: [],
  },
  {
    // The graph engine, in balls and with a rule replaced, and the graphs that tell mistakes apart.
    place: 'src/diagnosis/graphs',
    may: [
      'src/model',
      'spec',
      'src/arithmetic/arithmetic.ts types',
      'src/graphs',
      'src/problems/graphs/plain-graphs.ts',
      'src/bounds/assumptions.ts',
      'src/bounds/precision.ts',
      'src/diagnosis',
    ],
    packages: [],
  },
  { place: 'src/conformance', may: askAndJudge },
  {
    place: 'src/journal',
    may: ['src/model', 'src/conformance', 'src/judge types', 'src/subjects/subject.ts types'],
    packages: ['node:fs', 'node:os'],
  },
  {
    place: 'src/doctor',
    may: [
      'src/model',
      'src/problems/graphs/plain-graphs.ts',
      'src/judge',
      'src/conformance',
      'src/subjects types',
      'src/reports',
    ],
    packages: [],
  },
  { place: 'src/reports', may: ['src/model', 'src/judge'] },
  {
    place: 'src/reports/explain',
    may: [
      'src/model',
      'src/reports',
      'src/spec types',
      'src/gradients/per-weight/derivation.ts types',
      'src/gradients/per-weight/place.ts types',
    ],
    packages: [],
  },
  { place: 'src/spec', may: ['src/model', 'spec', 'package.json'] },
  {
    place: 'src/spec/traceability',
    may: ['src/model', 'src/spec', 'src/problems', 'properties', 'src/graphs/laws/laws.ts'],
  },
  {
    place: 'src/spec/line-coverage',
    may: [...askAndJudge, 'src/conformance', 'properties', 'src/spec'],
    packages: ['@babel/parser', 'ast-v8-to-istanbul', 'fast-check', 'node:inspector', 'node:v8', 'node:fs'],
  },
  {
    place: 'src/spec/blocks',
    may: [],
    packages: ['node:child_process', 'node:fs', 'node:os', 'node:path', 'node:url'],
  },
  {
    place: 'src/spec/site',
    may: ['src/model', 'src/problems', 'src/spec', 'properties'],
    computed: true,
  },
  { place: 'src/descent', may: ['src/model types'], packages: [] },
  {
    place: 'properties',
    may: [
      'src/model',
      'src/problems',
      'src/judge',
      'src/witness types',
      'src/oracle types',
      // How near a problem is to a kink, so that generating and shrinking keep its class.
      'src/arithmetic/float64.ts',
      'src/bounds/kink-distance.ts',
      'src/bounds/precision.ts',
      'src/witness/forward.ts',
      // Values of operations, which the generator of graphs needs and knows nothing of.
      'src/graphs/forward-mode/forward-mode.ts',
    ],
    packages: ['fast-check'],
  },
  {
    place: 'src/api',
    may: [
      'src/model',
      'src/conformance',
      'properties',
      'package.json',
      'src/bounds/precision.ts types',
      'src/judge/exit-code.ts',
      'src/problems/checked-fixtures.ts',
      'src/reports/escape.ts',
      'src/reports/failure.ts',
      'src/reports/findings.ts',
      'src/spec/clauses.ts',
      'src/subjects',
    ],
  },
  {
    place: 'src/cli',
    may: [
      ...askAndJudge,
      'src/gradients/implementation.ts',
      'src/gradients/per-weight/derivation.ts',
      'src/gradients/per-weight/place.ts types',
      'src/gradients/delta-recursion/gradient.ts',
      'src/conformance',
      'src/doctor',
      'src/journal',
      'src/reports',
      'src/spec',
      'src/descent',
      'properties',
      'fixtures',
      'spec',
    ],
    computed: true,
  },
  {
    place: 'src/mutation',
    may: [...askAndJudge, 'src/conformance', 'properties', 'spec'],
    computed: true,
  },
  {
    place: 'src/soundness',
    may: ['src/model', 'src/arithmetic', 'src/gradients/registry.ts', 'src/bounds'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:os',
      'node:path',
      'node:url',
      'node:util',
    ],
  },
  {
    place: 'src/soundness/graphs',
    may: ['src/model', 'src/arithmetic', 'src/graphs', 'src/bounds', 'src/problems/graphs', 'src/soundness'],
    packages: ['fast-check', 'node:fs', 'node:os', 'node:util'],
  },
  { place: 'mutants', may: [] },
  { place: 'bin', may: ['src/cli'], computed: true },
  { place: 'adapters', may: [] },
  {
    place: 'adapters/templates',
    may: [],
    packages: ['backproof types', 'node:fs', 'node:readline'],
    copied: true,
  },
  { place: 'bench', may: 'anything' },
  { place: 'src/house', may: [] },
  { place: '.ci', may: [] },
  { place: 'vitest.config.ts', may: ['src/house'] },
];
