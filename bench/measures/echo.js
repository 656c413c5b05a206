// A subject that does nothing but read each line as JSON and write the same answer.

let rest = '';

const answer = {
  gradients: {
    weights: [
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      [[0.5, 0.6]],
    ],
    biases: [[0.1, 0.2], [0.3]],
  },
};

/** @param {string} line */
const answerTo = (line) => {
  const { id, method } = JSON.parse(line);
  if (method === 'shutdown') process.exit();
  const result = method === 'initialize' ? { protocol: 1, implementation: { name: 'echo.js' } } : answer;
  return `${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`;
};

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  process.stdout.write(lines.map(answerTo).join(''));
});
process.stdin.on('end', () => process.exit());
