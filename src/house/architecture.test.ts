import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { roomsListedIn } from './architecture.ts';
import { rooms } from './rooms.ts';
import { root } from './tree.ts';

it('ARCHITECTURE.md lists exactly the rooms that the import rule knows', () => {
  const listed = roomsListedIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  expect(listed.toSorted()).toEqual(rooms.map(({ place }) => place).toSorted());
});

it('reads every place in the first column of a table', () => {
  const markdown = [
    '| place | may import |',
    '|---|---|',
    '| `src/model/` | `spec/` |',
    '| `bench/`, `adapters/` | nothing |',
    'and `src/cli/` in prose',
  ];
  expect(roomsListedIn(markdown.join('\n'))).toEqual(['src/model', 'bench', 'adapters']);
});
