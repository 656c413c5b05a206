/** tfjs on its backend in plain JavaScript. */

import { tensorflow } from '../tensorflow.ts';

export const enter = tensorflow('cpu');
