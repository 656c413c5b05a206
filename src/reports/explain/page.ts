/** The page of a clause or of a code: titled sections, rendered as text or as Markdown. */

import type { CodeEntry } from '../../model/codes.ts';
import type { Clause } from '../../spec/clauses.ts';
import { wrap } from '../wrap.ts';

/** Something that refers to a clause. */
export interface Reference {
  readonly id: string;
  readonly title: string;
}

/** A clause with all that refers to it. */
export interface ClausePage {
  readonly clause: Clause;
  /** Worked examples that name it. */
  readonly fixtures: readonly Reference[];
  /** Properties that test it. */
  readonly properties: readonly Reference[];
  /** Mistakes that break it, in words. */
  readonly mistakes: readonly string[];
  /** Places of the documents that break it, with what is printed there. */
  readonly errata: readonly Reference[];
}

interface Section {
  readonly heading: string;
  readonly kind: 'text' | 'formula' | 'list';
  readonly lines: readonly string[];
}

/** A page before it has a form. */
export interface Page {
  readonly title: string;
  readonly sections: readonly Section[];
}

const list = (heading: string, lines: readonly string[]): Section => ({ heading, kind: 'list', lines });
const text = (heading: string, line: string): Section => ({ heading, kind: 'text', lines: [line] });

const titled = ({ id, title }: Reference): string => `${id}: ${title}`;

const linesText = (lines: string): string =>
  `${/^\d+$/.test(lines) ? 'line' : 'lines'} ${lines.replaceAll(',', ', ')}`;

const sourceLine = ({ document, heading, lines }: Clause['sources'][number]): string =>
  `${document}, "${heading}"${lines === '' ? '' : `, ${linesText(lines)}`}`;

/** Sections without content are left out. */
export const clausePage = ({ clause, fixtures, properties, mistakes, errata }: ClausePage): Page => {
  const { id, chapter, level, statement, formula, sources } = clause;
  const sections: readonly Section[] = [
    text('Statement', statement),
    { heading: 'Formula', kind: 'formula', lines: formula === '' ? [] : [formula] },
    list('Sources', sources.map(sourceLine)),
    list(`Worked examples (${fixtures.length})`, fixtures.map(titled)),
    list(`Properties (${properties.length})`, properties.map(titled)),
    list('Mistakes that break it', mistakes),
    list(`Errata (${errata.length})`, errata.map(titled)),
  ];
  return {
    title: `${id}: a clause (${level}), chapter ${chapter}`,
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
};

/** What a code means and what to do about it. */
export const codePage = ({ code, verdict, sentence, help }: CodeEntry): Page => ({
  title: `${code}: a code`,
  sections: [text('Verdict', verdict), text('Meaning', sentence), text('What to do', help)],
});

const sectionText = ({ heading, kind, lines }: Section): readonly string[] => [
  '',
  heading,
  ...lines.flatMap((line) => wrap(line, kind === 'list' ? '  - ' : '  ')),
];

/** Plain text of at most 80 columns. */
export const pageText = ({ title, sections }: Page): string =>
  `${[...wrap(title), ...sections.flatMap(sectionText)].join('\n')}\n`;

const special = /[\\`*_{}[\]<>#|~$]/g;

const escaped = (line: string): string => line.replace(special, '\\$&');

const markdownLine: Readonly<Record<Section['kind'], (line: string) => string>> = {
  text: escaped,
  formula: (line) => `\`\`\`text\n${line}\n\`\`\``,
  list: (line) => `- ${escaped(line)}`,
};

/** Markdown; formulas as they are written in the spec. */
export const pageMarkdown = ({ title, sections }: Page): string =>
  `${[
    `# ${escaped(title)}`,
    ...sections.flatMap(({ heading, kind, lines }) => [
      `## ${escaped(heading)}`,
      lines.map(markdownLine[kind]).join('\n'),
    ]),
  ].join('\n\n')}\n`;
