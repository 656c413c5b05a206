/** The lines that a program reads: three requests, each with an id of its own. */

import packageData from '#package' with { type: 'json' };
import type { Question } from '../flight.ts';
import { encodedText } from './encode-tensors.ts';

/** The greeting's id; questions count from 1. */
export const greetingId = 0;

export const initializeLine = (): string => {
  const suite = { name: 'backproof', version: packageData.version };
  const params = { protocol: 1, suite };
  return `${JSON.stringify({ jsonrpc: '2.0', id: greetingId, method: 'initialize', params })}\n`;
};

/** The problem alone is stringified: what surrounds it is always the same. */
export const gradientLine = ({ id, problem }: Question, base64: boolean): string => {
  const text = base64 ? encodedText(problem) : JSON.stringify(problem);
  return `{"jsonrpc":"2.0","id":${id},"method":"gradient","params":{"problem":${text}}}\n`;
};

export const shutdownLine = (id: number): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method: 'shutdown' })}\n`;
