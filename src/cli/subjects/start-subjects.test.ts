import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../failures.ts';
import { startSubjects } from './start-subjects.ts';
import { addSubjectOptions, type SubjectOptions } from './subject-options.ts';
import { type SubjectWords, subjectArguments } from './subject-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-subjects-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** Options as the command line reads them. */
const optionsOf = (...words: readonly string[]): SubjectOptions => {
  const command = addSubjectOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(words, { from: 'user' }).opts<SubjectOptions>();
};

const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

const start = (words: Partial<SubjectWords>, ...options: readonly string[]) =>
  startSubjects({ modules: [], ...words }, optionsOf(...options));

const closed = async (starting: ReturnType<typeof startSubjects>) => {
  const { subjects, notTestable } = await starting;
  await Promise.all(subjects.map((subject) => subject.close()));
  return { names: subjects.map(({ name }) => name), files: subjects.map((each) => each.file), notTestable };
};

const faux = (name: string): string => `fixtures/subjects/${name}.mjs`;
const program = (name: string) => ({ command: [process.execPath, faux(`programs/${name}`)] });

describe('limits', () => {
  it('have defaults', () => {
    const limits = { timeout: 5000, startTimeout: 10_000, memory: 2 ** 31, restarts: 3, window: 64 };
    expect(optionsOf()).toEqual(limits);
  });

  it('are seconds, sizes and counts', () => {
    const words = '--timeout 0.5 --start-timeout 60 --memory 512MiB --restarts 0 --window 1'.split(' ');
    const limits = { timeout: 500, startTimeout: 60_000, memory: 2 ** 29, restarts: 0, window: 1 };
    expect(optionsOf(...words)).toEqual(limits);
  });

  it.each([
    [['--memory', '12'], 'expected a size from 16MiB to 1048576GiB such as 512MiB or 2GiB, got "12"'],
    [['--memory', '1MiB'], 'got "1MiB"'],
    [['--window', '0'], 'expected an integer from 1 to 4096, got "0"'],
    [['--restarts', '-1'], 'expected an integer from 0 to 1000, got "-1"'],
    [['--start-timeout', 'soon'], 'got "soon"'],
  ])('refuse %j', (words, says) => {
    expect(() => optionsOf(...words)).toThrow(CommanderError);
    expect(() => optionsOf(...words)).toThrow(says);
  });
});

describe('subjects are named by', () => {
  it('nothing: ours, but for the one that is judged by name', async () => {
    const { names } = await closed(start({}));
    expect(names).toEqual([
      'per-weight',
      'delta-recursion',
      'grad-table',
      'delta-recursion-typed',
      'graph-table',
      'graph-symbolic',
      'graph-forward',
      'graph-paths',
      'graph-tape',
    ]);
  });

  it('names of ours, modules, files and a program, in this order', async () => {
    const module = file('module.json', { name: 'anna', module: join(process.cwd(), faux('correct')) });
    const command = file('command.json', { command: ['node', join(process.cwd(), faux('programs/right'))] });
    const { names, files } = await closed(
      start(
        { modules: ['grad-table', faux('correct')], ...program('right') },
        ...['--subject', module, '--subject', command],
      ),
    );
    expect(names).toEqual(['grad-table', 'correct', 'anna', 'right', 'right (2)']);
    const [correct, right] = [faux('correct'), faux('programs/right')];
    expect(files).toEqual([undefined, correct, correct, right, expect.stringMatching(/node$/)]);
  });

  it('a file whose paths are relative to its own folder', async () => {
    mkdirSync(join(folder, 'anna'));
    writeFileSync(join(folder, 'anna', 'net.mjs'), 'export default { gradient: () => null };');
    const here = file('anna/subject.json', { name: 'anna', module: 'net.mjs' });
    const there = file('anna/program.json', { command: [process.execPath, '-e', 'process.exit(3)'] });
    const { names, notTestable } = await closed(start({}, '--subject', here, '--subject', there));
    expect(names).toEqual(['anna']);
    expect(notTestable).toEqual([
      {
        name: there,
        code: 'DIED',
        message: expect.stringContaining('exited with status 3 before answering'),
      },
    ]);
  });
});

describe('what cannot be started', () => {
  it('is the answer where it is all there is', async () => {
    const starting = start({ modules: ['grad-tabel'] });
    await expect(starting).rejects.toThrow(
      'could not start grad-tabel: no such file; did you mean grad-table?',
    );
  });

  it('is told beside what can be', async () => {
    const { names, notTestable } = await closed(start({ modules: ['./none.mjs', 'per-weight'] }));
    expect(names).toEqual(['per-weight']);
    expect(notTestable).toEqual([
      { name: './none.mjs', code: 'START', message: 'could not start ./none.mjs: no such file' },
    ]);
  });
});

describe('usage errors', () => {
  it.each([
    [{ command: [] }, [], '--: expected a program and its arguments, got nothing'],
    [
      { modules: ['bench/worker.py'] },
      [],
      'bench/worker.py: expected a JavaScript or TypeScript module, got a file ".py"; a program is given after --, as in: -- python3 bench/worker.py',
    ],
    [
      { modules: ['adapters/templates/net.rs'] },
      [],
      'got a file ".rs"; a program is given after --, as in: -- python3 net.py',
    ],
    [{}, ['--subject', 'no-such.json'], '--subject: no-such.json: expected a file, got nothing there'],
  ])('%j %j', async (words, options, says) => {
    await expect(start(words, ...options)).rejects.toThrow(UsageError);
    await expect(start(words, ...options)).rejects.toThrow(says);
  });

  it('the demo stands alone', async () => {
    const options = { ...optionsOf(), demo: true } as const;
    await expect(startSubjects({ modules: ['per-weight'] }, options)).rejects.toThrow(
      '--demo judges the network shipped with us: expected no MODULE and no COMMAND',
    );
  });

  it.each([
    ['no JSON', '{', 'expected a key in double quotation marks or }, got the end of the text'],
    ['a list', [], 'expected an object, got an empty list'],
    ['nothing in it', {}, 'expected command or module, got neither'],
    ['both', { command: ['x'], module: 'y' }, 'expected command or module, got both'],
    [
      'a misspelt key',
      { comand: ['x'] },
      'expected no keys but name, command, module, got "comand"; did you mean',
    ],
    [
      'a command as a text',
      { command: 'node x' },
      'command: expected a list of texts, a program first, got "node x"',
    ],
    [
      'an empty command',
      { command: [] },
      'command: expected a list of texts, a program first, got an empty list',
    ],
    ['no path', { module: 3 }, 'module: expected a path as a text, got 3'],
    ['an empty name', { name: '', module: 'x' }, 'name: expected a text, got ""'],
  ])('a subject file with %s', async (title, value, says) => {
    const path = file(`${title}.json`, value);
    await expect(start({}, '--subject', path)).rejects.toThrow(`--subject: ${path}`);
    await expect(start({}, '--subject', path)).rejects.toThrow(says);
  });
});

describe('the words that name the subjects again', () => {
  it.each([
    [{ modules: ['./net.ts'] }, [], './net.ts'],
    [{ modules: [] }, [], ''],
    [{ modules: [], command: ['python3', 'my net.py', '--lr=0.1'] }, [], "-- python3 'my net.py' --lr=0.1"],
    [{ modules: ["it's.mjs"] }, ['--subject', 'a.json'], "--subject a.json 'it'\\''s.mjs'"],
    [{ modules: ['x.mjs'] }, ['--timeout', '60', '--memory', '1GiB'], '--timeout 60 --memory 1024MiB x.mjs'],
  ])('%j %j', (words, options, line) => {
    expect(subjectArguments(words, optionsOf(...options))).toBe(line);
  });
});
