import type { Code } from '../model/codes.ts';

/** The subject could not be tested at all: it did not start, or did not say what it is. Exit 3. */
export class SubjectNotTestable extends Error {
  override readonly name = 'SubjectNotTestable';
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}
