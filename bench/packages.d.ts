/** The little that the bench uses of packages that are installed only when it runs. */

declare module 'ml-matrix' {
  export class Matrix {
    static from1DArray(rows: number, columns: number, numbers: Float64Array): Matrix;
    static sub(left: Matrix, right: Matrix): Matrix;
    readonly rows: number;
    readonly columns: number;
    get(row: number, column: number): number;
    set(row: number, column: number, value: number): Matrix;
    apply(callback: (this: Matrix, row: number, column: number) => void): Matrix;
    mmul(right: Matrix): Matrix;
    transpose(): Matrix;
    addRowVector(vector: readonly number[]): Matrix;
    sum(by: 'column'): number[];
    to1DArray(): number[];
  }
}

declare module 'synaptic' {
  interface Connection {
    weight: number;
  }
  interface Neuron {
    readonly ID: number;
    bias: number;
    /** By id, in the order in which they were made. */
    readonly connections: { readonly inputs: Readonly<Record<string, Connection>> };
  }
  class Layer {
    constructor(size: number);
    readonly list: readonly Neuron[];
    project(next: Layer): void;
  }
  class Network {
    constructor(layers: { input: Layer; hidden: readonly Layer[]; output: Layer });
    activate(input: readonly number[]): number[];
    propagate(rate: number, target: readonly number[]): void;
    readonly optimized: {
      readonly memory: Float64Array;
      readonly data: { readonly variables: Readonly<Record<string, { readonly id: number }>> };
    };
  }
  const synaptic: { readonly Layer: typeof Layer; readonly Network: typeof Network };
  export default synaptic;
}

declare module '@tensorflow/tfjs' {
  export interface Tensor {
    dataSync(): Float32Array;
  }
  export const tensor1d: (numbers: Float32Array) => Tensor;
  export const tensor2d: (numbers: Float32Array, shape: readonly [number, number]) => Tensor;
  export const add: (left: Tensor, right: Tensor) => Tensor;
  export const sub: (left: Tensor, right: Tensor) => Tensor;
  export const mul: (left: number, right: Tensor) => Tensor;
  export const matMul: (left: Tensor, right: Tensor, flipLeft: boolean, flipRight: boolean) => Tensor;
  export const sigmoid: (z: Tensor) => Tensor;
  export const square: (x: Tensor) => Tensor;
  export const sum: (x: Tensor) => Tensor;
  export const tidy: <T>(run: () => T) => T;
  export const setBackend: (name: string) => Promise<boolean>;
  export const valueAndGrads: (
    f: (...parameters: Tensor[]) => Tensor,
  ) => (parameters: readonly Tensor[]) => { readonly value: Tensor; readonly grads: readonly Tensor[] };
}

declare module '@tensorflow/tfjs-backend-wasm' {
  export const setThreadsCount: (threads: number) => void;
  export const setWasmPaths: (folder: string) => void;
}
