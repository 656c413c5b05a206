/** What all pages have in common: policy, style, ways to the other pages. */

import { createHash } from 'node:crypto';
import { escapeHtml, link } from './html.ts';
import { styles } from './styles.ts';

/** A page by the name of its file. */
export interface Page {
  readonly file: string;
  readonly html: string;
}

/** The content of a page before it has a frame. */
export interface Content {
  readonly file: string;
  readonly title: string;
  /** HTML with one h1. */
  readonly body: string;
  /** True for tables that need the whole width. */
  readonly broad?: boolean;
  /** Run on this page only. */
  readonly script?: string;
  /** The pages before and after it, in reading order. */
  readonly before?: Pick<Content, 'file' | 'title'>;
  readonly after?: Pick<Content, 'file' | 'title'>;
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Nothing is loaded from anywhere; the one style sheet and the one script are allowed by their hashes. */
const policy = (script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const ways: readonly (readonly [string, string])[] = [
  ['index.html', 'Contents'],
  ['search.html', 'Search'],
  ['checks.html', 'Checks'],
  ['errata.html', 'Errata'],
  ['concordance.html', 'Concordance'],
  ['codes.html', 'Codes'],
  ['protocol.html', 'Protocol'],
  ['bounds.html', 'Bounds'],
  ['numerical-differentiation.html', 'Differences'],
  ['coverage.html', 'Coverage'],
];

const navigation = (file: string): string =>
  ways
    .map(([to, text]) =>
      to === file ? `<li><a href="${to}" aria-current="page">${text}</a></li>` : `<li>${link(to, text)}</li>`,
    )
    .join('');

const turn = ({ before, after }: Content): string =>
  before === undefined && after === undefined
    ? ''
    : `<nav class="turn" aria-label="Reading order">
<span>${before === undefined ? '' : link(before.file, `← ${before.title}`)}</span>
<span>${after === undefined ? '' : link(after.file, `${after.title} →`)}</span>
</nav>`;

/** The page with its frame. */
export const framed = (content: Content): Page => {
  const { file, title, body, broad, script } = content;
  return {
    file,
    html: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | backproof</title>
<style>${styles}</style>
</head>
<body>
<header>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Pages"><ul>${navigation(file)}</ul></nav>
</header>
<main id="content"${broad === true ? ' class="broad"' : ''}>
${body}
${turn(content)}
</main>
${script === undefined ? '' : `<script>${script}</script>`}
</body>
</html>
`,
  };
};
