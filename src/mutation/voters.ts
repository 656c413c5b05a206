/** Who answers, and where each begins: mistakes are planted in what a voter loads from there. */

export interface Voter {
  readonly name: string;
  /** The module that is loaded, from the root of the repository. */
  readonly entry: string;
  /** The function in it. */
  readonly exported: string;
}

/** The implementations that vote on every answer. */
export const implementationVoters: readonly Voter[] = [
  { name: 'per-weight', entry: 'src/gradients/per-weight/gradient.ts', exported: 'gradient' },
  { name: 'delta-recursion', entry: 'src/gradients/delta-recursion/gradient.ts', exported: 'gradient' },
  {
    name: 'delta-recursion-typed',
    entry: 'src/gradients/delta-recursion/typed/gradient.ts',
    exported: 'typedGradient',
  },
  { name: 'grad-table', entry: 'src/gradients/grad-table/gradient.ts', exported: 'gradient' },
  { name: 'tensor-graph', entry: 'src/graphs/network/gradient.ts', exported: 'gradientOfNetwork' },
];

/** Numerical differentiation: no voter among the implementations, but held against all of them. */
export const witnessVoter: Voter = {
  name: 'witness',
  entry: 'src/conformance/witness.ts',
  exported: 'witnessed',
};

/** All of them, the witness last. */
export const voters: readonly Voter[] = [...implementationVoters, witnessVoter];
