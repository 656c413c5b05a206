/** Text that must not be in the repository, because it only means something on one machine. */

/** A file as path and text. */
type Sources = Readonly<Record<string, string>>;

// Bracketed so that this file does not match itself.
const machinePaths: readonly RegExp[] = [
  /\.\.[/]shared\b/,
  /(?<![\w.\-~])[/]work[/]/,
  /(?<![\w.\-~])[/](?:home|Users)[/]\w/,
  /(?<![\w.\-~])[/]root[/]/,
  /\b[A-Z]:\\{1,2}Users\b/,
];

/** One `path:line mentions …` for every line that names another folder beside the repository or a machine's path. */
export const findMachinePaths = (sources: Sources): readonly string[] =>
  Object.entries(sources).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const found = machinePaths
        .map((pattern) => pattern.exec(line)?.[0])
        .find((match) => match !== undefined);
      return found === undefined ? [] : [`${path}:${index + 1} mentions ${found}`];
    }),
  );
