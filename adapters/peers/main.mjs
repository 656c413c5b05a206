/**
 * `npm run peers`: implementations that others wrote, judged by the command line as a user would, each
 * against what is known of it; writes reports/peers.md.
 *
 * Installs brain.js and TensorFlow.js beside this file, and scikit-learn into a virtual environment here;
 * PyTorch is used where some Python has it. Who cannot be installed is absent, and that is said.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const root = join(folder, '..', '..');
const environment = join(folder, '.venv', 'bin', 'python');
const pythons = [environment, 'python3', '/usr/bin/python3'];

const run = (command, options = {}) =>
  spawnSync(command[0], command.slice(1), { encoding: 'utf8', ...options });

const install = (name, isThere, commands) => {
  if (isThere()) return;
  console.log(`installing ${name}, once`);
  for (const command of commands) run(command, { cwd: folder, stdio: 'inherit' });
};

const installPeers = () => {
  install(
    'brain.js and TensorFlow.js',
    () => existsSync(join(folder, 'node_modules', '.package-lock.json')),
    [['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts']],
  );
  install('scikit-learn', () => run([environment, '-c', 'import sklearn']).status === 0, [
    ['python3', '-m', 'venv', '.venv'],
    [environment, '-m', 'pip', 'install', '--quiet', '--requirement', 'requirements.txt'],
  ]);
};

/** The words that name the subject on the command line, or why there are none. */
const wordsOf = ({ module, command, python }) => {
  if (!existsSync(join(folder, 'node_modules'))) return { absent: 'npm could not install it' };
  if (module !== undefined) return { words: [join('adapters', 'peers', module)] };
  const [file, ...rest] = command;
  const program =
    python === undefined
      ? process.execPath
      : pythons.find((each) => run([each, '-c', `import ${python}`]).status === 0);
  return program === undefined
    ? { absent: `no ${pythons.join(' or ')} can import ${python}` }
    : { words: ['--', program, join('adapters', 'peers', file), ...rest] };
};

const judged = (peer) => {
  const { words, absent } = wordsOf(peer);
  if (absent !== undefined) return { peer, absent };
  const launcher = join('bin', 'backproof.js');
  const { status, stdout, stderr } = run([process.execPath, launcher, 'verify', '--json', ...words], {
    cwd: root,
    maxBuffer: 2 ** 28,
  });
  if (stdout === '') return { peer, status, failed: stderr.trim().split('\n').at(-1) };
  const [subject] = JSON.parse(stdout).subjects;
  return { peer, status, subject, text: stdout };
};

const isAsKnown = ({ peer, status, text }) =>
  status === peer.exit && (peer.says === undefined || (text ?? '').includes(peer.says));

const count = (verdicts, kind) => verdicts.filter(({ verdict }) => verdict === kind).length;

const row = (result) => {
  const { peer, absent, failed, subject } = result;
  if (absent !== undefined) return [peer.name, 'absent', '', '', absent];
  if (subject === undefined) return [peer.name, '**not as known**', '', '', failed];
  const { verdicts, precision } = subject;
  const numbers = verdicts.reduce((sum, { judged }) => sum + judged, 0).toLocaleString('en');
  const outcome = result.status === 0 ? 'conforms' : 'discrepant';
  const first = verdicts.find(({ verdict }) => verdict === 'discrepant');
  const why = first === undefined ? '' : `${peer.why ?? ''}: ${first.clause}, ${first.message.split(';')[0]}`;
  const checks = `${count(verdicts, 'conforms')} of ${verdicts.length - count(verdicts, 'unsupported')}`;
  return [
    `${subject.name} (${precision})`,
    isAsKnown(result) ? outcome : `**${outcome}, not as known**`,
    checks,
    numbers,
    why,
  ];
};

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (rows) => rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);

const report = (results) =>
  [
    '# Implementations that others wrote',
    '',
    'Written by `npm run peers`: each is judged through the command line, with the default seed and runs, and',
    'held against what is known of it. Their adapters, in `adapters/peers`, differentiate nothing.',
    '',
    ...table([
      ['peer', 'verdict', 'checks that conform, of those it supports', 'numbers compared', 'why'],
      ['---', '---', '---:', '---:', '---'],
      ...results.map(row),
    ]),
    '',
  ].join('\n');

installPeers();
const peers = JSON.parse(readFileSync(join(folder, 'peers.json'), 'utf8'));
const results = peers.map((peer) => {
  const result = judged(peer);
  console.log(table([row(result)])[0]);
  return result;
});
writeFileSync(join(root, 'reports', 'peers.md'), report(results));
const present = results.filter(({ absent }) => absent === undefined);
const asKnown = present.filter(isAsKnown).length;
console.log(
  `reports/peers.md: ${asKnown} of ${present.length} as known, ${results.length - present.length} absent`,
);
process.exitCode = asKnown === present.length && present.length > 0 ? 0 : 1;
