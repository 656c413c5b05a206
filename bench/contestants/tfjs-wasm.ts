/** tfjs on its WebAssembly backend, one thread. */

import { tensorflow } from '../tensorflow.ts';

export const enter = tensorflow('wasm');
