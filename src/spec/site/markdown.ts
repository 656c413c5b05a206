/** Markdown as HTML: marked, with the directives of the chapters and TeX between dollar signs. */

import { Marked, type MarkedExtension, type Tokens } from 'marked';
import { escapeHtml } from './html.ts';
import { inlineMath } from './math.ts';

/** What a directive becomes: `::clause{ID}` alone on its line is a block, `:value{...}` stands in a line. */
export interface Directives {
  readonly block: Readonly<Record<string, (argument: string) => string>>;
  readonly inline: Readonly<Record<string, (argument: string) => string>>;
}

/** Where no directive is known. */
export const noDirectives: Directives = { block: {}, inline: {} };

const performed = (known: Directives['inline'], token: Tokens.Generic): string => {
  const perform = known[String(token['name'])];
  if (perform === undefined) {
    const names = Object.keys(known).join(', ');
    throw new RangeError(`expected a directive, one of ${names}, got ${token.raw.trim()}`);
  }
  return perform(String(token['argument']));
};

const directiveExtension = ({ block, inline }: Directives): MarkedExtension => ({
  extensions: [
    {
      name: 'blockDirective',
      level: 'block',
      start: (text) => /^::\w/m.exec(text)?.index,
      tokenizer: (text) => {
        const [raw, name, argument] = /^::(\w+)\{([^}\n]*)\}(?:\n+|$)/.exec(text) ?? [];
        return raw === undefined ? undefined : { type: 'blockDirective', raw, name, argument };
      },
      renderer: (token) => performed(block, token),
    },
    {
      name: 'inlineDirective',
      level: 'inline',
      start: (text) => /:\w+\{/.exec(text)?.index,
      tokenizer: (text) => {
        const [raw, name, argument] = /^:(\w+)\{([^}\n]*)\}/.exec(text) ?? [];
        return raw === undefined ? undefined : { type: 'inlineDirective', raw, name, argument };
      },
      renderer: (token) => performed(inline, token),
    },
    {
      name: 'math',
      level: 'inline',
      start: (text) => /\$/.exec(text)?.index,
      tokenizer: (text) => {
        const [raw, tex] = /^\$([^$\n]+)\$/.exec(text) ?? [];
        return raw === undefined ? undefined : { type: 'math', raw, tex };
      },
      renderer: (token) => inlineMath(String(token['tex'])),
    },
  ],
});

/** `1. Assumptions on a subject` to `section-1-assumptions-on-a-subject`. */
const slug = (text: string): string =>
  `section-${text}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

const rendering = (): MarkedExtension => {
  // Regions are told apart by their names.
  let regions = 0;
  return {
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code({ text, lang }: Tokens.Code) {
        const label = lang === 'text' ? 'Output' : `Code in ${lang ?? 'plain text'}`;
        regions += 1;
        return `<section class="wide" tabindex="0" aria-label="${escapeHtml(label)} ${regions}"><pre><code>${escapeHtml(text)}\n</code></pre></section>\n`;
      },
      // Line breaks inside the cells of our own tables; nothing else of HTML is let through.
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (text === '<br>' ? '<br>' : escapeHtml(text)),
      table({ header, rows }: Tokens.Table) {
        regions += 1;
        const cells = (row: readonly Tokens.TableCell[], tag: string) =>
          `<tr>${row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag.replace(/ .*/, '')}>`).join('')}</tr>`;
        return `<section class="wide" tabindex="0" aria-label="Table ${regions}"><table>\n<thead>${cells(header, 'th scope="col"')}</thead>\n<tbody>\n${rows.map((row) => cells(row, 'td')).join('\n')}\n</tbody></table></section>\n`;
      },
    },
  };
};

/** The page's HTML. Throws RangeError at a directive that is not known. */
export const htmlOf = (markdown: string, directives: Directives): string => {
  const marked = new Marked(directiveExtension(directives), rendering());
  return marked.parse(markdown, { async: false });
};
