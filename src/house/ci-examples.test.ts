import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'backproof-ci-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const read = (path: string) => parse(readFileSync(join(root, path), 'utf8'));

const right = join(root, 'fixtures', 'subjects', 'programs', 'right.mjs');

const words = (command: string): readonly string[] => command.trim().split(/\s+/);

/** Runs a command of an example as it stands: our own launcher for `npx backproof`, our subject for theirs. */
const run = (command: string): void => {
  const shortened = command.includes(' verify ')
    ? command.replace(' verify ', ' verify --runs 2 --clause GRAD-* ')
    : command;
  const [program, tool, ...rest] = words(shortened.replace('python3 net.py', `${process.execPath} ${right}`));
  expect([program, tool]).toEqual(['npx', 'backproof']);
  const files = (word: string) =>
    word.includes('*.ndjson')
      ? readdirSync(join(scratch, 'runs'), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ndjson'))
          .map((name) => join('runs', name))
      : [word];
  execFileSync(process.execPath, [join(root, 'bin', 'backproof.js'), ...rest.flatMap(files)], {
    cwd: scratch,
    stdio: 'pipe',
  });
};

const commandsOf = (job: { steps: readonly { run?: string }[] }): readonly string[] =>
  job.steps.flatMap(({ run: command }) => (command?.startsWith('npx') ? [command] : []));

describe('the matrix of examples/ci/github-matrix.yml', () => {
  const { shard, verdict } = read('examples/ci/github-matrix.yml').jobs;

  it('runs every shard and merges them to a verdict', () => {
    const shards: readonly number[] = shard.strategy.matrix.shard;
    expect(shards).toEqual([1, 2, 3, 4]);
    for (const index of shards) {
      for (const command of commandsOf(shard)) {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is one of GitHub's.
        run(command.replace('${{ matrix.shard }}', String(index)));
      }
    }
    for (const command of commandsOf(verdict)) run(command);
    expect(readFileSync(join(scratch, 'summary.md'), 'utf8')).toContain('conforms');
    expect(readFileSync(join(scratch, 'gradients.xml'), 'utf8')).toContain('<testsuite');
  });
});

describe('the job of examples/ci/kubernetes-job.yaml', () => {
  const { spec } = read('examples/ci/kubernetes-job.yaml');

  it('has as many completions as its command has shards, counted from 1', () => {
    const [command] = spec.template.spec.containers[0].args;
    expect(spec.completionMode).toBe('Indexed');
    expect(command).toContain(`--shard $((JOB_COMPLETION_INDEX + 1))/${spec.completions} `);
    expect(spec.parallelism).toBeLessThanOrEqual(spec.completions);
  });
});

describe('action.yml', () => {
  const action = read('action.yml');

  it('takes what its example gives it', () => {
    const steps = read('examples/ci/github-action.yml').jobs.verify.steps;
    const given = steps.at(-1).with;
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(Object.keys(given)).toContain('subject');
  });

  it('hands its inputs over in the environment, where no shell reads them as code', () => {
    for (const { run: script } of action.runs.steps) expect(script ?? '').not.toContain('${{');
  });

  const verify = (subject: string, options: string, folder: string) => {
    const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'verify');
    const [output, summary] = [join(scratch, `${folder}.output`), join(scratch, `${folder}.summary`)];
    const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', step.run], {
      cwd: scratch,
      env: {
        ...process.env,
        GITHUB_ACTION_PATH: root,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        SUBJECT: subject,
        OPTIONS: options,
        KNOWN: '',
        LOG: folder,
      },
    });
    return { status, output: readFileSync(output, 'utf8'), summary: () => readFileSync(summary, 'utf8') };
  };

  it('verifies with the launcher that it was checked out with', () => {
    const { status, output, summary } = verify(
      `--\n${process.execPath} ${right}\n`,
      '--runs 2\n--clause GRAD-*\n',
      'log',
    );
    expect(status).toBe(0);
    expect(output).toBe('exit=0\n');
    expect(summary()).toContain('conforms');
    expect(summary()).toContain('2 samples per property');
  });

  it('shows no summary of another run where this one does not begin', () => {
    mkdirSync(join(scratch, 'again'));
    writeFileSync(join(scratch, 'again', 'summary.md'), 'of another run');
    const { status, output, summary } = verify('./no-such-net.mjs', '', 'again');
    expect(status).toBe(3);
    expect(output).toBe('exit=3\n');
    expect(summary).toThrow('ENOENT');
  });
});
