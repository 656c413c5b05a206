/** The chapters whose clauses every implementation computes, and the clauses among them that none can. */

/** Chapters in which a must is held by lines that run. */
export const gradientChapters: readonly string[] = [
  'notation',
  'forward',
  'activations',
  'losses',
  'per-weight',
  'delta',
  'gradients',
  'numerical',
  'bounds',
];

/** Musts of those chapters that no implementation is ever asked about, and why. */
export const neverAsked: Readonly<Record<string, string>> = {
  'ACT-STEP': 'a problem with a step is refused when it is read, before anybody is asked',
};

/** Chapters whose musts are of graphs: no implementation whose lines are measured is asked about one. */
export const graphChapters: readonly string[] = ['graphs', 'grad-table', 'general', 'symbolic', 'gates'];

interface Placed {
  readonly id: string;
  readonly chapter: string;
  readonly level: string;
}

/** Whether a clause has to see a planted mistake by itself. */
export const isPlanted = ({ id, level }: Pick<Placed, 'id' | 'level'>): boolean =>
  level === 'must' && !(id in neverAsked);

/** Whether the checks of a clause have to run lines of every implementation. */
export const isComputed = (clause: Placed): boolean =>
  isPlanted(clause) && gradientChapters.includes(clause.chapter);
