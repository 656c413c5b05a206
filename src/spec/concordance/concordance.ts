/** The five documents, and how each writes what we write: one row per concept, one column per notation. */

import data from '#spec/concordance.json' with { type: 'json' };

/** The documents by their short names. */
export const documentNames = ['Pasa', 'Lee', 'Sarkar', 'Srihari', 'Khalid'] as const;

/** One of the documents, in short. */
export type DocumentName = (typeof documentNames)[number];

/** A body of notation: a document, or a part of one that has its own. */
export interface NotationColumn {
  readonly id: keyof NotationRow['documents'];
  readonly document: DocumentName;
  /** The part of the document, or `all`. */
  readonly part: string;
}

/** How a concept is written here, and there; null where a document has no such thing. */
export interface NotationRow {
  readonly concept: string;
  readonly ours: string;
  readonly documents: {
    readonly pasa: string | null;
    readonly algorithms: string | null;
    readonly lee: string | null;
    readonly sarkar: string | null;
    readonly srihari: string | null;
    readonly khalid: string | null;
  };
}

/** The one of the known words that a text is; throws an Error naming file and place otherwise. */
export const wordOf = <Word extends string>(known: readonly Word[], text: string, place: string): Word => {
  const found = known.find((word) => word === text);
  if (found !== undefined) return found;
  throw new Error(`spec/concordance.json: ${place}: expected one of ${known.join(', ')}, got "${text}"`);
};

/** Every concept, in reading order. */
export const notations: readonly NotationRow[] = data.notations;

const columnIds = ['pasa', 'algorithms', 'lee', 'sarkar', 'srihari', 'khalid'] as const;

/** The columns of the table, left to right. */
export const notationColumns: readonly NotationColumn[] = data.columns.map((entry, index) => ({
  ...entry,
  id: wordOf(columnIds, entry.id, `columns[${index}].id`),
  document: wordOf(documentNames, entry.document, `columns[${index}].document`),
}));
