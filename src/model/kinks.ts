/** Where the chain rule leaves a choice, and how to make it. */

/** One place in one answer at which a derivative may be chosen. Indices count from 0. */
export type KinkSite =
  | { readonly kind: 'activation'; readonly layer: number; readonly example: number; readonly unit: number }
  | {
      readonly kind: 'maxout';
      readonly layer: number;
      readonly example: number;
      readonly unit: number;
      readonly piece: number;
    }
  | { readonly kind: 'hinge'; readonly example: number; readonly unit: number }
  | { readonly kind: 'norm'; readonly example: number; readonly unit: number };

/**
 * The derivative to take at a site; undefined leaves the documents' convention.
 *
 * `activation`: g'(z) of that unit (relu, leaky-relu, elu only). `maxout`: the weight of that piece.
 * `hinge`: the derivative of max(0, margin) at that unit's margin. `norm`: that component of the
 * gradient of the norm.
 */
export type KinkChoice = (site: KinkSite) => number | undefined;
