/** Bytes that the tape takes for a node. */

import { bytesPerNode, emptyTape } from '../../src/graphs/tape/tape.ts';

console.log(JSON.stringify(bytesPerNode(emptyTape(100_000))));
