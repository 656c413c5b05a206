import { expect, it } from 'vitest';
import { complaintAbout } from './pinned-node.ts';

it('accepts the pinned major and newer ones', () => {
  expect(complaintAbout('24.0.0', '24.21.0')).toBeUndefined();
  expect(complaintAbout('26.1.0', '24.21.0')).toBeUndefined();
});

it('says in one sentence what is wrong with an older one', () => {
  expect(complaintAbout('20.20.2', '24.21.0')).toBe(
    'These tests run on Node 24.21.0, which package.json pins, and this is Node 20.20.2: run `npm ci` without --ignore-scripts, then `npm test`.',
  );
});
