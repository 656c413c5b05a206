import { expect, it } from 'vitest';
import { conventionSentences, sumOfKinks, tallyOf } from './kink-tally.ts';

const fitted = (value: string) => tallyOf({ by: 'fitted', seen: { 'relu-derivative-at-0': value } });

it('says which convention was seen, and in how many problems', () => {
  const sum = sumOfKinks([fitted('0'), fitted('0'), tallyOf({ by: 'box', seen: {} })]);
  expect(sum).toMatchObject({ fitted: 2, box: 1, outside: 0 });
  expect(conventionSentences(sum)).toEqual(['relu-derivative-at-0 is 0 in 2 of 2 problems']);
});

it('says that a convention varies, the most frequent value first', () => {
  const sum = sumOfKinks([fitted('0'), fitted('1'), fitted('1')]);
  expect(conventionSentences(sum)).toEqual(['relu-derivative-at-0 varies: 1 in 2, 0 in 1 of 3 problems']);
});
