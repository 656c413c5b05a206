import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { describe as text } from './defect.ts';
import { parseJson } from './json-text.ts';

const said = (source: string): string => {
  const parsed = parseJson(source, 'f.json');
  return parsed.ok ? JSON.stringify(parsed.value) : text(parsed.defect);
};

describe('parseJson', () => {
  test.each([
    ['', 'f.json:1:1: expected a value, got the end of the text'],
    ['{"a": NaN}', 'f.json:1:7: expected a value, got "NaN"'],
    ['[-Infinity]', 'f.json:1:2: expected a value or ], got "-Infinity"'],
    ['[01]', 'f.json:1:2: expected a value or ], got "01"'],
    ['[1.]', 'f.json:1:2: expected a value or ], got "1."'],
    ['[.5]', 'f.json:1:2: expected a value or ], got ".5"'],
    ['[1,]', 'f.json:1:4: expected a value, got "]"'],
    ['[1 2]', 'f.json:1:4: expected a comma or ], got "2"'],
    ['[1}', 'f.json:1:3: expected a comma or ], got "}"'],
    ['{"a":1,}', 'f.json:1:8: expected a key in double quotation marks, got "}"'],
    ["{'a':1}", 'f.json:1:2: expected a key in double quotation marks or }, got "\'"'],
    ['{"a" 1}', 'f.json:1:6: expected a colon, got "1"'],
    ['{"a":1', 'f.json:1:7: expected a comma or }, got the end of the text'],
    ['{} x', 'f.json:1:4: expected nothing after the value, got "x"'],
    ['{\n  "a": "x\ny"}', 'f.json:2:10: expected a closing quotation mark, got "\\n"'],
    ['["x', 'f.json:1:4: expected a closing quotation mark, got the end of the text'],
    ['["\\x"]', 'f.json:1:3: expected an escape that JSON knows, got "\\\\"'],
    ['[1] // no', 'f.json:1:5: expected nothing after the value, got "/"'],
    ['\uFEFF[1 2]', 'f.json:1:4: expected a comma or ], got "2"'],
    ['\uFEFF[1]', '[1]'],
  ])('%j: %s', (source, result) => {
    expect(said(source)).toBe(result);
  });

  // Inserted anywhere else than between tokens a character may land inside a literal or an escape, whose start we
  // name and V8 does not; and V8 leaves the position out of some messages.
  test.prop([fc.jsonValue(), fc.nat(), fc.constantFrom(',', ':', ']', '}', '[', '{', '"')], {
    numRuns: 2000,
  })('stops where V8 stops', (value, pick, character) => {
    const source = JSON.stringify(value);
    const offset = pick % (source.length + 1);
    const broken = source.slice(0, offset) + character + source.slice(offset);
    let position: string | undefined;
    try {
      JSON.parse(broken);
    } catch (error) {
      position = /at position (\d+)/.exec(String(error))?.[1];
    }
    if (position === undefined) return;
    const parsed = parseJson(broken, 'f');
    const column = parsed.ok ? 'none' : parsed.defect.path.split(':').at(-1);
    const start = broken.slice(0, Number(position)).search(/(?:-?[\d.eE+-]*|[a-z]*|\\u?[\da-fA-F]{0,4})$/);
    expect([Number(position) + 1, start + 1].map(String)).toContain(column);
  });

  test.prop([fc.string()])('never throws', (source) => {
    expect(typeof parseJson(source, 'f').ok).toBe('boolean');
  });
});
