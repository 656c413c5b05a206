/** Anything that answers problems, behind one interface. */

import type { PrecisionName } from '../bounds/precision.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { Conventions } from '../model/conventions.ts';
import type { Misshapen } from '../model/misshapen.ts';
import type { Note } from '../model/note.ts';
import type { Supports } from '../model/supports.ts';

/** What came of one question. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly answer: AnyAnswer;
      readonly notes: readonly string[];
      /** True when the subject wrote into the problem it was given. */
      readonly changedProblem: boolean;
    }
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** It was not asked: the problem is outside what it supports. */
  | { readonly kind: 'unclaimed' }
  | {
      readonly kind: 'fault';
      readonly verdict: 'error' | 'timeout' | 'malformed' | 'not-run';
      readonly code: Code;
      readonly message: string;
      /** Processes of the subject that it cost; absent: none. */
      readonly losses?: number;
      /** Of a malformed answer to a network: its numbers in the shapes that they were sent in. */
      readonly misshapen?: Misshapen;
    };

/** What an implementation calls itself, as it was sent: escape it where it is shown. */
export interface ImplementationName {
  readonly name: string;
  readonly version?: string;
  readonly language?: string;
}

/** What a subject says of itself before the first question. */
export interface Declaration {
  readonly name: string;
  readonly implementation?: ImplementationName;
  readonly precision: PrecisionName;
  /** What sums are kept in, where that is wider than `precision`. */
  readonly accumulation?: PrecisionName;
  readonly supports: Supports;
  /** What it says it takes at kinks; absent: nothing is said. */
  readonly conventions?: Conventions;
}

/** A file that names a subject, by what stood in it when the subject was started. */
export interface FileDigest {
  /** As it was typed. */
  readonly name: string;
  readonly sha256: string;
}

export interface Subject extends Declaration {
  /** True for the implementations of this project. */
  readonly ours: boolean;
  /** Its source, relative to the working folder, where that is one file. */
  readonly file?: string;
  /** The files that it was started from; absent: none are known. */
  readonly files?: readonly FileDigest[];
  /** May be called again without waiting; a subject is sent its questions in the order of the calls. */
  readonly ask: (problem: Problem) => Promise<Reply>;
  /** Gives up every question without a reply yet: each is replied to as not-run. */
  readonly forget: () => void;
  /**
   * Of the processes that are lost from now on, so many are not counted among the restarts of the run, and as long
   * as any are left it is started anew even after the last of those; 0 ends it. Absent: what is lost here stays lost.
   */
  readonly grantRestarts?: (count: number) => void;
  /** All restarts of the run are there again but so many. Absent: it is never started anew. */
  readonly renewRestarts?: (used: number) => void;
  /** Ends the subject and everything it started. */
  readonly close: () => Promise<void>;
  /** What was noted up to now; absent: never anything. */
  readonly notes?: () => readonly Note[];
  /** The last lines that the subject wrote to its stderr; absent: it has none. */
  readonly stderrTail?: () => string;
}
