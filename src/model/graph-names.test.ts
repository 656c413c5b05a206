import { describe, expect, test } from 'vitest';
import { node, problem, type Refused, said } from './test-graph-drafts.ts';

describe('a graph is refused for a name:', () => {
  test.each<Refused>([
    [
      'an unknown argument',
      problem({ nodes: [node('h', 'neg', ['x']), node('f', 'mul', ['h', 'q'])] }),
      'nodes[1].args[1]: expected the name of an input or an earlier node, got "q"',
    ],
    [
      'a misspelt argument',
      problem({ inputs: { weights: 1 }, nodes: [node('f', 'square', ['wieghts'])], wrt: ['weights'] }),
      'nodes[0].args[0]: expected the name of an input or an earlier node, got "wieghts"; did you mean "weights"?',
    ],
    [
      'a name twice',
      problem({ nodes: [node('q', 'neg', ['x']), node('q', 'neg', ['y'])], output: 'x' }),
      'nodes[1].name: expected a name of its own, got "q", the name of nodes[0]',
    ],
    [
      'the name of an input again',
      problem({ nodes: [node('x', 'neg', ['y'])], output: 'x' }),
      'nodes[0].name: expected a name of its own, got "x", the name of an input',
    ],
    [
      'no name',
      problem({ nodes: [{ op: 'neg', args: ['x'] }] }),
      'nodes[0].name: expected a text, got nothing',
    ],
    [
      'a malformed name',
      problem({ nodes: [node('2x', 'neg', ['x'])], output: 'x' }),
      'nodes[0].name: expected a name of a letter, then letters, digits or underscores, at most 64 characters, ' +
        'got "2x"',
    ],
    [
      'a malformed input',
      problem({ inputs: { x: 1, y: 2, z: 3, 'a b': 4 } }),
      'inputs: expected a name of a letter, then letters, digits or underscores, at most 64 characters, got "a b"',
    ],
    [
      'a reserved name',
      problem({ nodes: [node('prototype', 'neg', ['x'])], output: 'x' }),
      'nodes[0].name: expected a name of a letter, then letters, digits or underscores, at most 64 characters, ' +
        'got "prototype", which is reserved',
    ],
    [
      'an unknown output',
      problem({ output: 'g' }),
      'output: expected the name of an input or a node, got "g"',
    ],
    [
      'an output that is no scalar',
      problem({ output: 'M' }),
      'output: expected the name of a scalar, got "M" of shape [2, 3]',
    ],
    [
      'an unknown target',
      problem({ wrt: ['x', 'unknown'] }),
      'wrt[1]: expected the name of an input or a node, got "unknown"',
    ],
    ['a target twice', problem({ wrt: ['x', 'y', 'x'] }), 'wrt[2]: expected each name once, got "x" again'],
    ['no target', problem({ wrt: [] }), 'wrt: expected at least 1 entry, got an empty list'],
  ])('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
