import { expect, it } from 'vitest';
import { defectText } from './defect-text.ts';
import { suiteVersion } from './version.ts';

it('the text to report a defect with names the version, the command, the place and the problem', () => {
  const text = defectText(new RangeError('no layer 3'), { kind: 'mlp' });
  const [first, versions, command, ...rest] = text.split('\n');
  expect(first).toBe('a defect of backproof, not of the subject; please report it with this text:');
  expect(versions).toBe(
    `  backproof ${suiteVersion()}, Node ${process.version}, ${process.platform}-${process.arch}`,
  );
  expect(command).toMatch(/^ {2}command: backproof /);
  expect(rest[0]).toBe('  RangeError: no layer 3');
  expect(rest[1]).toContain('defect-text.test.ts');
  expect(rest.at(-1)).toBe('  problem: {"kind":"mlp"}');
});

it('is short, whatever the problem, and needs no error', () => {
  expect(defectText('broken', { inputs: 'x'.repeat(100_000) }).length).toBeLessThan(5000);
  expect(defectText('broken')).toMatch(/\n {2}broken$/);
});
