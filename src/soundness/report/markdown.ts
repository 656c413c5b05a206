/** Tables and numbers as the report prints them. */

/** A table of Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${'---|'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** 1234567 as 1,234,567. */
export const whole = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Two significant digits; what is not a number is a dash. */
export const short = (value: number): string => {
  if (Number.isNaN(value)) return '-';
  if (value === Number.POSITIVE_INFINITY) return 'infinite';
  if (value === 0) return '0';
  return value >= 0.001 && value < 1000 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
};

/** A part of a whole in per cent, never rounded to 0 or to 100 where it is neither. */
export const percent = (part: number, of: number): string => {
  if (of === 0) return '-';
  if (part === 0) return '0';
  if (part === of) return '100 %';
  const value = (100 * part) / of;
  if (value < 0.01) return '< 0.01 %';
  if (value > 99.99) return '> 99.99 %';
  return `${value < 1 ? value.toFixed(2) : value.toFixed(1)} %`;
};

/** Rounded up to two decimals: a largest share is never understated. */
export const share = (value: number): string => (Math.ceil(value * 100 - 1e-9) / 100).toFixed(2);
