/** Code in the spec's Markdown: what is run, and what stands below it as its output. */

/** A fenced block of a language that can be run, and the `text` block right below it. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** What stands in the block below. */
  readonly output: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** A block that has no output below it. */
export class BlockError extends Error {
  override readonly name = 'BlockError';
}

const fenced = /^```(\w+)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```\n)?/gm;

/** What is shown and not run here; the files and commands of README.md have a test of their own. */
const inert = ['text', 'json', 'sh', 'js', 'xml', 'yaml'];

/**
 * Every block to be run, in order.
 *
 * @throws BlockError naming file and line of a block without an output.
 */
export const blocksOf = (markdown: string, file: string): readonly CodeBlock[] =>
  [...markdown.matchAll(fenced)].flatMap(({ 1: language = '', 2: code = '', 3: output, index }) => {
    if (inert.includes(language)) return [];
    const line = markdown.slice(0, index).split('\n').length;
    if (output === undefined)
      throw new BlockError(`${file}:${line}: expected a block of text below the code, got none`);
    return [{ language, code, output, line }];
  });

/** The Markdown with the outputs of its blocks replaced, in order; undefined leaves one as it is. */
export const withOutputs = (markdown: string, outputs: readonly (string | undefined)[]): string => {
  const left = [...outputs];
  return markdown.replace(fenced, (whole, language: string, code: string, output: string | undefined) => {
    if (inert.includes(language) || output === undefined) return whole;
    return `\`\`\`${language}\n${code}\`\`\`\n\n\`\`\`text\n${left.shift() ?? output}\`\`\`\n`;
  });
};
