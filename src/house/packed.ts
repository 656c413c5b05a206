/** The package as its users get it: packed, and installed in an empty folder. */

import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { NodeProgram } from './nodes.ts';
import { root } from './tree.ts';

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const kept = /^npm_config_(registry|cache|userconfig|cafile|proxy|https_proxy|noproxy)$/i;

/** The environment without what an outer `npm test` put there, and with this Node first. */
const environment = (node: NodeProgram): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(
    ([name]) => (!/^npm_/i.test(name) || kept.test(name)) && name !== 'NODE_OPTIONS' && name !== 'VITEST',
  );
  const foreign = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(own), PATH: [node.folder, ...foreign].join(delimiter) };
};

/** Runs a program in a folder under a Node. */
export const runIn = (cwd: string, node: NodeProgram, program: string, args: readonly string[]): Outcome => {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: environment(node),
    shell: process.platform === 'win32',
    timeout: 240_000,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
};

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|SELF_SIGNED_CERT\w*|CERT_\w+|UNABLE_TO_\w+|E50\d)\b/;

/** Why an npm command failed, in one sentence; undefined when it did not. */
export const npmFailure = ({ status, stderr }: Outcome): string | undefined => {
  if (status === 0) return undefined;
  const code = unreachable.exec(stderr)?.[1];
  return code === undefined
    ? `npm ended with status ${status}: ${stderr.trim().split('\n').slice(-20).join('\n')}`
    : `The package was not tested, because npm cannot reach its registry (${code}).`;
};

const npm = (cwd: string, node: NodeProgram, args: readonly string[]): string => {
  const outcome = runIn(cwd, node, 'npm', args);
  const failure = npmFailure(outcome);
  if (failure !== undefined) throw new Error(failure);
  return outcome.stdout;
};

/** A packed tarball. */
export interface Tarball {
  readonly path: string;
  /** Paths in the package. */
  readonly files: readonly string[];
  readonly bytes: number;
}

/** What `npm pack --json` prints, as far as it is read here. */
type Report = readonly [
  { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] },
];

/** Builds and packs this repository into a folder. Throws what npm says. */
export const pack = (into: string, node: NodeProgram): Tarball => {
  const report = npm(root, node, ['pack', '--json', '--pack-destination', into]);
  const [{ filename, files, size }]: Report = JSON.parse(report.slice(report.search(/^\[/m)));
  return { path: join(into, filename), files: files.map(({ path }) => path), bytes: size };
};

/** Installs a tarball and its dependencies into a folder. Throws one sentence. */
export const install = (tarball: Tarball, into: string, node: NodeProgram): void => {
  npm(into, node, [
    'install',
    tarball.path,
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=2000',
    '--fetch-timeout=60000',
  ]);
};
