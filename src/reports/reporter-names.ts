/** The names that `--reporter` takes; apart from the reporters, so that options are read without loading them. */

export const reporterNames = ['console', 'json', 'junit', 'markdown', 'github', 'sarif'] as const;

export type ReporterName = (typeof reporterNames)[number];
