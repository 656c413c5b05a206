/** What a run is told: how much to draw, which part of it to put, and when to stop. */

import { createHash } from 'node:crypto';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Supports } from '../model/supports.ts';

/** One of several parts of a run, `index` from 1 to `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** What problems are drawn for. */
export interface Universe {
  readonly supports: Supports;
  readonly precision: PrecisionName;
  /** Where they are not drawn for the subject itself: why something that it claims is put no sample, as a sentence. */
  readonly undrawn?: string;
}

/** What a run is told. */
export interface RunOptions {
  readonly seed: number;
  /** Samples per property. */
  readonly runs: number;
  /** fast-check's path to one sample of the property: that sample alone is put to the subject. */
  readonly path?: string;
  readonly shrink: boolean;
  /** The part of the samples that is put; absent: all of them. */
  readonly shard?: Shard;
  /** Asked before every sample: why no further one is put, as a sentence. */
  readonly halt?: () => string | undefined;
}

/** True when the sample of a check belongs to the shard: a partition by a hash of check and index. */
export const isInShard = (shard: Shard | undefined, check: string, run: number): boolean => {
  if (shard === undefined) return true;
  const hash = createHash('sha256').update(`${check}:${run}`).digest().readUInt32LE(0);
  return hash % shard.of === shard.index - 1;
};
