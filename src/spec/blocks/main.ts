/** `npm run spec:blocks`: runs all code of the spec, in every language that is there; `--write` renews outputs. */

import { writeFileSync } from 'node:fs';
import { blocksOf, withOutputs } from './blocks.ts';
import { markdownFiles, markdownOf, urlOf } from './files.ts';
import { type BlockRun, runBlocks } from './run-block.ts';

const write = process.argv.includes('--write');
const files = markdownFiles();
const blocks = files.flatMap((file) => blocksOf(markdownOf(file), file).map((block) => ({ file, ...block })));
const runs = runBlocks(blocks);

const runOf = (index: number): BlockRun => runs[index] ?? { kind: 'failed', text: 'nothing' };

/** What is wrong with a block, or undefined. */
const complaintOf = (index: number, expected: string): string | undefined => {
  const run = runOf(index);
  if (run.kind === 'failed') return `failed: ${run.text}`;
  if (run.kind === 'absent' || write || run.text === expected) return undefined;
  return `expected ${JSON.stringify(expected)}, got ${JSON.stringify(run.text)}`;
};

const printedIn = (file: string): readonly (string | undefined)[] =>
  blocks.flatMap((block, index) => {
    const run = runOf(index);
    return block.file === file ? [run.kind === 'printed' ? run.text : undefined] : [];
  });

const complaints = blocks.flatMap(({ file, line, output }, index) => {
  const complaint = complaintOf(index, output);
  return complaint === undefined ? [] : [`${file}:${line}: ${complaint}`];
});
for (const complaint of complaints) console.log(complaint);
for (const [index, { file, line }] of blocks.entries()) {
  const run = runOf(index);
  if (run.kind === 'absent') console.log(`${file}:${line}: not run, ${run.program} is not there`);
}
if (write)
  for (const file of files) {
    const markdown = markdownOf(file);
    const renewed = withOutputs(markdown, printedIn(file));
    if (renewed !== markdown) writeFileSync(urlOf(file), renewed);
  }
const count = (kind: BlockRun['kind']): number => runs.filter((run) => run.kind === kind).length;
console.log(
  `${count('printed')} blocks ran, ${count('failed')} failed, ${count('absent')} without their program`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
