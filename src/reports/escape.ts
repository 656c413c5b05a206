/** What a subject sends is shown, never obeyed: not by a terminal, not by a log that reads commands. */

// Control and format characters (terminal escapes, bidirectional overrides, invisible marks), line and
// paragraph separators, halves of surrogate pairs, and the two that no XML may hold.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const unitOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Every UTF-16 unit of a character as `\u001b`, which JSON reads back as the same character. */
const unicodeEscape = (character: string): string => character.split('').map(unitOf).join('');

const brief: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A log of continuous integration takes lines that begin with `::`, and `##[` anywhere, for commands. */
const withoutCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '#\\u0023[');

/** Characters that are not seen as visible text; line ends and tabs stay. */
export const escapeControl = (text: string): string =>
  withoutCommands(
    text.replace(hidden, (character) =>
      character === '\n' || character === '\t' ? character : unicodeEscape(character),
    ),
  );

/** The same on one line: line ends and tabs are shown as well. */
export const escapeLine = (text: string): string =>
  withoutCommands(text.replace(hidden, (character) => brief[character] ?? unicodeEscape(character)));

/** JSON text with the same meaning, all of it seen, and no command in it; its line ends stay. */
export const escapeJson = (json: string): string =>
  json
    .replace(hidden, (character) => (character === '\n' ? character : unicodeEscape(character)))
    .replaceAll('##[', '#\\u0023[');

/** The text, or its beginning with the number of characters left out. */
export const clip = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, most)} ... (${(text.length - most).toLocaleString('en-US')} more characters)`;
