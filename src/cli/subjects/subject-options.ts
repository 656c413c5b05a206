/** The options that name subjects and limit them, the same for every command that starts any. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultTimeout, readTimeout } from '../options.ts';

/** Who is judged, apart from the words that are no options, and under which limits. */
export interface SubjectOptions {
  readonly demo?: true;
  /** Files that name a subject each. */
  readonly subject?: readonly string[];
  /** Milliseconds per problem. */
  readonly timeout: number;
  /** Milliseconds from the start of a process to its greeting. */
  readonly startTimeout: number;
  /** Bytes of all processes of a subject together. */
  readonly memory: number;
  readonly restarts: number;
  /** Questions in flight. */
  readonly window: number;
}

const count =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `expected an integer from ${least} to ${most}, got ${JSON.stringify(text)}.`,
    );
  };

const sizes = new Map([
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
]);

const leastMemory = 2 ** 24;
const mostMemory = 2 ** 50;

const readMemory = (text: string): number => {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(KiB|MiB|GiB)$/.exec(text) ?? [];
  const bytes = Number(digits) * (sizes.get(unit) ?? 0);
  if (bytes >= leastMemory && bytes <= mostMemory) return Math.round(bytes);
  throw new InvalidArgumentError(
    `expected a size from 16MiB to 1048576GiB such as 512MiB or 2GiB, got ${JSON.stringify(text)}.`,
  );
};

const collect = (file: string, before: readonly string[] = []): readonly string[] => [...before, file];

const defaults = { startTimeout: 10_000, memory: 2 ** 31, restarts: 3, window: 64 } as const;

/** Every limit, with what it is when nothing is said; in the order in which help shows them. */
const limitOptions = (): readonly Option[] => [
  new Option('--timeout <seconds>', 'how long a subject may think about one problem')
    .argParser(readTimeout)
    .default(defaultTimeout, '5'),
  new Option('--start-timeout <seconds>', 'how long a subject may take to start')
    .argParser(readTimeout)
    .default(defaults.startTimeout, '10'),
  new Option('--memory <size>', 'what the processes of a subject may hold (on Linux)')
    .argParser(readMemory)
    .default(defaults.memory, '2GiB'),
  new Option(
    '--restarts <count>',
    'how often a subject that died is started anew: among the examples, then among the properties',
  )
    .argParser(count(0, 1000))
    .default(defaults.restarts),
  new Option('--window <count>', 'how many questions may be on the way to a subject')
    .argParser(count(1, 4096))
    .default(defaults.window),
];

/** Adds `--subject` and the limits; `one` where the command takes a single subject. */
export const addSubjectOptions = (command: Command, one = false): Command =>
  limitOptions().reduce(
    (all, option) => all.addOption(option),
    command.option(
      '--subject <file>',
      `a subject as JSON, { "name", "command": [...] } or { "name", "module" }${one ? '' : '; may be repeated'}`,
      collect,
    ),
  );

/** The limits that differ from what they are when nothing is said, as words of a command line. */
export const limitWords = (options: SubjectOptions): readonly string[] => [
  ...(options.timeout === defaultTimeout ? [] : ['--timeout', String(options.timeout / 1000)]),
  ...(options.startTimeout === defaults.startTimeout
    ? []
    : ['--start-timeout', String(options.startTimeout / 1000)]),
  ...(options.memory === defaults.memory ? [] : ['--memory', `${options.memory / 2 ** 20}MiB`]),
  ...(options.restarts === defaults.restarts ? [] : ['--restarts', String(options.restarts)]),
  ...(options.window === defaults.window ? [] : ['--window', String(options.window)]),
];
