/** The kernel, compiled: once in a process, and not before somebody needs it. */

import { type AddProducts, kernelModule } from './kernel.ts';

/** A compiled kernel and the memory that its addresses point into. */
export interface Engine {
  readonly addProducts: AddProducts;
  readonly memory: Float64Array;
}

/** Pages of 64 KiB. */
const pages = 2;

interface Instance {
  readonly exports: { readonly addProducts: AddProducts; readonly memory: { readonly buffer: ArrayBuffer } };
}

/** Neither the language nor Node declares this to the type checker; an engine may be without it. */
declare const WebAssembly:
  | undefined
  | {
      readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
      readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
      readonly Instance: new (module: object) => Instance;
    };

/** Null where the JavaScript engine has no WebAssembly or none with vectors, or no room for its memory. */
const compiled = (): Engine | null => {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = kernelModule(pages);
  if (!WebAssembly.validate(bytes)) return null;
  const module = new WebAssembly.Module(bytes);
  try {
    const { addProducts, memory } = new WebAssembly.Instance(module).exports;
    return { addProducts, memory: new Float64Array(memory.buffer) };
  } catch (error) {
    // Gigabytes of addresses are reserved for 128 KiB, which a limit of the process may not allow.
    if (error instanceof RangeError) return null;
    throw error;
  }
};

let engine: Engine | null | undefined;

/** The same engine every time, or null where there can be none. */
export const simdEngine = (): Engine | null => {
  if (engine === undefined) engine = compiled();
  return engine;
};
