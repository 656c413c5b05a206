/** Reads files of errata: the published schema, then the rules beyond it. Errors say file, line and entry. */

import { describe } from '../../model/defect.ts';
import { readSpecFile, SpecError, textOf } from '../spec-file.ts';
import type { ErrataDocument, Erratum, Known, Place, WrittenErrata, WrittenErratum } from './entry.ts';
import { entryDefects, repetitions, unknownReferences } from './rules.ts';

/** A file by name, and its text. */
export interface ErrataText {
  readonly file: string;
  readonly text: string;
}

const placesOf = ({ heading, lines, places }: WrittenErratum, document: ErrataDocument): readonly Place[] => {
  if (places !== undefined) return places;
  if (document === 'several' || heading === undefined || lines === undefined) return [];
  return [{ document, heading, lines }];
};

const readEntry = (written: WrittenErratum, document: ErrataDocument): Erratum => {
  const { heading: _heading, lines: _lines, places: _places, see = [], lost = false, ...rest } = written;
  return { ...rest, document, places: placesOf(written, document), see, lost };
};

/**
 * The errata of all files, in order.
 *
 * @throws SpecError with one line per defect, `spec/errata/khalid.json:120 B4-04.lines: expected X, got Y`: of
 * the first file whose shape is wrong, else of all files.
 */
export const readErrata = (texts: readonly ErrataText[], known: Known): readonly Erratum[] => {
  const schema = JSON.parse(textOf('spec/schema/errata.schema.json'));
  const files = texts.map(({ file, text }) =>
    readSpecFile<WrittenErrata>(file, text, schema, { list: 'errata', name: 'id' }),
  );
  const defects = [
    ...files.flatMap(({ value: { document, errata }, at }) =>
      errata.flatMap((entry, index) => entryDefects(entry, at(index), document, known)),
    ),
    ...repetitions(files),
    ...unknownReferences(files),
  ];
  if (defects.length > 0) throw new SpecError(defects.map(describe).join('\n'));
  return files.flatMap(({ value: { document, errata } }) =>
    errata.map((entry) => readEntry(entry, document)),
  );
};
