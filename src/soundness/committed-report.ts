/** reports/soundness.md: what two commands write, each the sections of its own and the other's as they stand. */

import { readFileSync, writeFileSync } from 'node:fs';

const report = new URL('../../reports/soundness.md', import.meta.url);

const heading = '## Graphs\n';

/** The sections of networks, and those of graphs from their heading on. */
const sections = (): readonly [string, string] => {
  const whole = readFileSync(report, 'utf8');
  const start = whole.indexOf(heading);
  return start === -1 ? [`${whole}\n`, ''] : [whole.slice(0, start), whole.slice(start)];
};

/** The committed section of graphs; empty where they were never measured. */
export const sectionOfGraphs = (): string => sections()[1];

/** Puts the sections of networks in front of that of graphs. */
export const writeNetworkSections = (networks: string): void =>
  writeFileSync(report, `${networks}\n${sectionOfGraphs()}`);

/** Puts the section of graphs, which begins with its heading, behind those of networks. */
export const writeGraphSection = (graphs: string): void => writeFileSync(report, `${sections()[0]}${graphs}`);
