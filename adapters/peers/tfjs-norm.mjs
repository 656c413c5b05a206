/** TensorFlow.js with the one loss whose derivative it lacks at 0. */

import tfjs, { supports } from './tfjs.mjs';

export default { ...tfjs, name: `${tfjs.name}-norm`, supports: { ...supports, losses: ['norm'] } };
