/** Why a program cannot be tested: it did not start, or refused the greeting. */

import { type Fault, fault, quoted } from '../fault.ts';
import type { Content } from './incoming.ts';

const startErrors = new Map([
  ['ENOENT', 'no such file, nor a program of that name'],
  ['EACCES', 'not executable'],
  [
    'ENOEXEC',
    'not a program that the system can run; a script needs a first line like #!/usr/bin/env python3',
  ],
]);

/** `file` is the first word of the command. */
export const notStarted = (file: string, error: NodeJS.ErrnoException): Fault => {
  const reason = startErrors.get(error.code ?? '') ?? error.message;
  return fault('not-run', 'START', `could not start ${quoted(file)}: ${reason}`);
};

const otherVersion = -32003;

/** What an answer to `initialize` other than a result means. */
export const greetingFault = (content: Exclude<Content, { kind: 'result' }>): Fault => {
  if (content.kind === 'broken') return content.fault;
  const { code, message, data } = content;
  if (code !== otherVersion) {
    return fault('error', 'THROWN', `refused initialize (${code}): ${quoted(message)}`);
  }
  const known = data === undefined ? '' : `; it knows ${quoted(JSON.stringify(data))}`;
  return fault('not-run', 'VERSION', `speaks another version of the protocol: ${quoted(message)}${known}`);
};
