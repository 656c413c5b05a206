/** Where the entries of a list stand in the text of a JSON file. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|\n/g;

/**
 * The line, from 1, on which each entry of a list begins: `list` is a key of the outermost object and its
 * entries are objects. The text is known to be JSON.
 */
export const entryLines = (text: string, list: string): readonly number[] => {
  const lines: number[] = [];
  let [line, depth, inside] = [1, 0, false];
  for (const [found] of text.matchAll(token)) {
    if (found === '\n') line += 1;
    else if (found === '}' || found === ']') depth -= 1;
    else if (found === '{' || found === '[') {
      depth += 1;
      if (inside && depth === 3) lines.push(line);
    } else if (depth === 1) inside = found === JSON.stringify(list);
  }
  return lines;
};
