/** A planted mistake as data: one change to the text of one file. */

/** A change to a source text. */
export interface Patch {
  readonly id: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Text that the file has exactly once. */
  readonly find: string;
  readonly replace: string;
}

/**
 * What a mistake touches. Of an implementation: the values going forward (the witness must see it), the
 * derivatives alone (`backward`), or the value of the cost alone, all gradients being right (`cost`). Of
 * the witness: its own forward pass, the difference it takes, or the bound it gives.
 */
export const partNames = ['forward', 'backward', 'cost', 'difference', 'bound'] as const;

/** What a mistake makes wrong first. */
export type MutantPart = (typeof partNames)[number];

/** One mistake, and the clause that it violates. */
export interface Mutant extends Patch {
  /** One of the catalogue's numbers, `E07`, or a name of its own; the same mistake has one name everywhere. */
  readonly mistake: string;
  /** What is wrong, in a few words. */
  readonly says: string;
  readonly part: MutantPart;
  /** The one clause of the spec that it violates. */
  readonly clause: string;
}

/** The mutants of one voter: `mutants/NAME.json`. */
export interface MutantFile {
  /** Name of an implementation, or `witness`. */
  readonly voter: string;
  readonly mutants: readonly Mutant[];
  /** A change of a comment or of white space, which nobody may see. */
  readonly control: Patch;
  /** Files of the voter in which no mistake is planted, and why. */
  readonly spared: Readonly<Record<string, string>>;
}
