import packageData from '#package' with { type: 'json' };

/** The version of the suite, as package.json has it. */
export const suiteVersion = (): string => packageData.version;
