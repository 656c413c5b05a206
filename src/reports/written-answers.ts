/** Answers as a document writes them: its names, its layouts, and what was done to the loss. */

import type { Loss } from '../model/problem.ts';
import { aligned } from './answers.ts';
import { jsonText } from './json.ts';

type Written = number | string;

/** One implementation in one arithmetic, as a document would write it. */
export type WrittenColumn = { readonly name: string; readonly arithmetic: string } & (
  | {
      /** The tensors, for JSON. */
      readonly written: object;
      /** The same numbers one by one. */
      readonly entries: readonly { readonly name: string; readonly path: string; readonly value: Written }[];
    }
  | { readonly refused: string }
);

/** The document's choices, as far as a reader is told of them. */
export interface WrittenHead {
  readonly convention: {
    readonly name: string;
    readonly document: string;
    readonly scaling: { readonly formula: string };
    readonly orientation: { readonly name: string; readonly product: string };
    readonly batchLayout: { readonly shape: string };
    readonly names: object;
  };
  /** The loss that was answered for. */
  readonly loss: Loss;
  /** The name of a loss that the document's scaling says nothing of. */
  readonly kept: string | undefined;
}

const asJson = ({ convention, loss }: WrittenHead, columns: readonly WrittenColumn[]): string =>
  jsonText({
    convention,
    loss,
    answers: columns.map(({ name: implementation, arithmetic, ...column }) => ({
      implementation,
      arithmetic,
      ...('refused' in column ? column : column.written),
    })),
  });

const headLines = ({ convention, loss, kept }: WrittenHead): readonly string[] => {
  const { document, scaling, orientation, batchLayout } = convention;
  return [
    `As ${document} writes it`,
    `  cost     ${kept === undefined ? `${scaling.formula}, here ${loss.name} with scale ${loss.scale}` : `${kept} with the problem's own scale ${loss.scale}: the document scales squared errors and norms only`}`,
    `  weights  ${orientation.name}: ${orientation.product}`,
    `  batch    ${batchLayout.shape}`,
  ];
};

const titleOf = ({ name, arithmetic }: WrittenColumn): string =>
  arithmetic === 'float64' ? name : `${name} ${arithmetic}`;

const asTable = (head: WrittenHead, columns: readonly WrittenColumn[]): string => {
  const answered = columns.flatMap((column) => ('entries' in column ? [column] : []));
  const refused = columns.flatMap((column) =>
    'refused' in column ? [`${titleOf(column)}: ${column.refused}`] : [],
  );
  const rows = (answered[0]?.entries ?? []).map(({ name, path }, row) => [
    name,
    ...answered.map(({ entries }) => String(entries[row]?.value)),
    path,
  ]);
  const table = rows.length === 0 ? [] : aligned([['', ...answered.map(titleOf), 'here'], ...rows]);
  return `${[...headLines(head), '', ...table, ...refused].join('\n')}\n`;
};

/** A table for people, in the document's order and with our path behind every entry; or JSON. */
export const writtenReport = (head: WrittenHead, columns: readonly WrittenColumn[], json: boolean): string =>
  json ? asJson(head, columns) : asTable(head, columns);
