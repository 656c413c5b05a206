#!/usr/bin/env node
// @ts-check
// The launcher: the sources in a checkout, under a Node that strips types; the built files when
// installed, where Node refuses to strip types. Plain JavaScript that Node 18 can parse.

import { existsSync, openSync, readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

/** @param {string} path from the package's folder */
const place = (path) => new URL(`../${path}`, import.meta.url);

const sources = place('src/cli/main.ts');
const built = place('dist/src/cli/main.js');
const pinnedNode = place(`node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`);

/** A usage or configuration error: one sentence, exit code 2. @param {string} sentence */
const refuse = (sentence) => {
  process.stderr.write(`backproof: ${sentence}\n`);
  process.exitCode = 2;
};

const nodeIsSupported = () => {
  const [major = 0, minor = 0] = process.version.slice(1).split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
};

const isCheckout = () => !import.meta.url.includes('/node_modules/') && existsSync(sources);

/** A terminal sends ctrl-C to the child as well; passing it on would make it two. */
const hasTerminal = () => {
  if (process.platform === 'win32') return true;
  try {
    openSync('/dev/tty', 'r');
    return true;
  } catch {
    return false;
  }
};

/** Runs this file again under the pinned Node, in its place as far as a parent can be. */
const runPinned = async () => {
  const { spawn } = await import('node:child_process');
  const child = spawn(fileURLToPath(pinnedNode), process.argv.slice(1), { stdio: 'inherit' });
  const ignore = () => {};
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    const passOn = () => void child.kill(signal);
    process.on(signal, signal === 'SIGINT' && hasTerminal() ? ignore : passOn);
  }
  child.on('error', (error) => refuse(`could not start the pinned Node: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
};

/**
 * Compiled code is kept beside the packages: stripping types from hundreds of small modules takes half of the
 * time to a first verdict. Where it cannot be written, nothing is lost but that. Not in the folder that all users
 * share for temporary files: whoever can write there could have us run code of theirs.
 */
const keepCompiled = () =>
  nodeModule.enableCompileCache?.(fileURLToPath(place('node_modules/.cache/backproof')));

const runSources = () => {
  if (!existsSync(place('node_modules'))) return refuse('run `npm ci` first: nothing is installed yet');
  if (process.features.typescript) {
    keepCompiled();
    return import(sources.href);
  }
  if (existsSync(pinnedNode)) return runPinned();
  return refuse(
    `run \`npm ci\` first: it installs the Node that runs the sources, and ${process.version} cannot`,
  );
};

const version = () => JSON.parse(readFileSync(place('package.json'), 'utf8')).version;

const main = () => {
  if (!nodeIsSupported()) return refuse(`needs Node 20.19 or newer, and this is ${process.version}`);
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--version' && rest.length === 0) return console.log(version());
  return isCheckout() ? runSources() : import(built.href);
};

await main();
