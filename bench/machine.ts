/** What the numbers were measured on. */

import { cpus, loadavg, totalmem } from 'node:os';

export const machine = (): readonly string[] => {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Machine: ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${gibibytes} GiB, ${process.platform} ${process.arch}`,
    `Load of the whole machine over the last 15 minutes of the run: ${loadavg()[2]?.toFixed(1)} processes`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}`,
  ];
};
