/** Lists and objects in a line of JSON, counted before it is parsed: a few bytes may stand for much memory. */

/** Lists and objects inside one another; the format itself needs 9, with the message around it. */
const deepest = 64;

/** One million rows of numbers with all their digits fill more than the longest line. */
const mostLists = 1_000_000;

/** Shorter lines are parsed as they are: whatever stands in them is soon read and thrown away. */
const harmlessLength = 2 ** 20;

/** Char codes of JSON's own signs. */
const [quote, backslash, openList, openObject, closeList, closeObject] = [34, 92, 91, 123, 93, 125];

/** The place of the quotation mark that ends the text which begins at `start`. */
const endOfText = (line: string, start: number): number => {
  for (let end = line.indexOf('"', start + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let before = end - 1;
    while (line.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return line.length;
};

/** What a line holds too much of, as `nests ...` or `holds ...`; undefined for one that can be parsed. */
export const tangleIn = (line: string): string | undefined => {
  if (line.length <= harmlessLength) return undefined;
  let [depth, lists] = [0, 0];
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === quote) at = endOfText(line, at);
    else if (code === closeList || code === closeObject) depth -= 1;
    else if (code === openList || code === openObject) {
      depth += 1;
      lists += 1;
      if (depth > deepest) return `nests lists and objects more than ${deepest} deep`;
      if (lists > mostLists) return `holds more than ${mostLists} lists and objects`;
    }
  }
  return undefined;
};
