/** What stands behind a subject's verdicts: how kinks were judged, and how small an error would have been seen. */

import { conventionSentences, sumOfKinks } from '../judge/kink-tally.ts';
import { medianPower, sumOfPowers } from '../judge/power.ts';
import type { PartPower, Verdict } from '../model/verdict.ts';
import { paragraph } from './wrap.ts';

const short = (value: number): string => value.toPrecision(2);

const order = ['weights', 'biases', 'inputs', 'outputs', 'deltas', 'cost', 'gradients', 'value'];

/** How problems at kinks were judged and which conventions showed; nothing where there were none. */
export const kinkLines = (verdicts: readonly Verdict[]): readonly string[] => {
  const tallies = verdicts.flatMap(({ kinks }) => kinks ?? []);
  if (tallies.length === 0) return [];
  const tally = sumOfKinks(tallies);
  const counts = [
    [tally.fitted, 'explained by a derivative there'],
    [tally.box, 'judged with the whole jump allowed'],
    [tally.outside, 'outside what the chain rule allows'],
  ] as const;
  const said = counts.flatMap(([count, how]) =>
    count > 0 ? [`${count.toLocaleString('en-US')} ${how}`] : [],
  );
  return [
    ...paragraph(`answers at kinks: ${said.join(', ')}`, '  '),
    ...conventionSentences(tally).flatMap((each) => paragraph(each, '    ')),
  ];
};

const entries = ({ exercised, unexercised }: PartPower): number => exercised + unexercised;

/** The relative error that would have been refused in half of the entries, part by part. */
export const powerLines = (verdicts: readonly Verdict[]): readonly string[] => {
  const power = sumOfPowers(verdicts.map((verdict) => verdict.power));
  const parts = order.flatMap((name): (readonly [string, PartPower])[] => {
    const part = power[name];
    return part === undefined ? [] : [[name, part]];
  });
  if (parts.length === 0) return [];
  const all = parts.reduce((sum, [, part]) => sum + entries(part), 0);
  const unexercised = parts.reduce((sum, [, part]) => sum + part.unexercised, 0);
  const never = parts.flatMap(([name, { exercised }]) => (exercised === 0 ? [name] : []));
  const seen = parts
    .flatMap(([name, part]) => (part.exercised === 0 ? [] : [`${name} ${short(medianPower(part))}`]))
    .join(', ');
  const shown =
    seen === ''
      ? 'no entry would have shown an error'
      : `half of the entries would have shown a relative error of: ${seen}`;
  return [
    ...paragraph(
      `${shown}; ${unexercised.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} entries are 0 or within their bound`,
      '  ',
    ),
    ...(never.length > 0 ? paragraph(`never above their bound: ${never.join(', ')}`, '  ') : []),
  ];
};
