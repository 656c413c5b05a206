import { expect, it } from 'vitest';
import { oncePer } from './once-per.ts';

it('makes one value for each key, the first time it is asked for', () => {
  const asked: number[] = [];
  const squares = oncePer((key: number) => {
    asked.push(key);
    return { square: key * key };
  });
  expect([squares(2), squares(3), squares(2)]).toEqual([{ square: 4 }, { square: 9 }, { square: 4 }]);
  expect(squares(3)).toBe(squares(3));
  expect(asked).toEqual([2, 3]);
});
