/** Bytes in base64 as RFC 4648 has it; Node by itself passes over what is none. */

const foreign = /[^A-Za-z0-9+/=]/;

/** What stands in a text in the place of so many bytes in base64. */
const insteadOf = (text: string, size: number, decoded: number): string => {
  const [character] = foreign.exec(text) ?? [];
  if (character !== undefined) return `${JSON.stringify(character)}, which is not of its alphabet`;
  return decoded === size ? 'a text whose padding (=) is not at its end' : String(decoded);
};

/**
 * The bytes, or what was found instead of exactly `size` of them. Length and padding tell everything but the
 * characters that Node takes from another alphabet, so that a long text is not gone through one by one.
 */
export const bytesIn = (
  text: string,
  size: number,
): { readonly bytes: Buffer } | { readonly instead: string } => {
  const bytes = Buffer.from(text, 'base64');
  const isWhole = bytes.length === size && text.length === 4 * Math.ceil(size / 3);
  const isPadded = text.endsWith('='.repeat((3 - (size % 3)) % 3));
  const isForeign = text.includes('-') || text.includes('_');
  if (isWhole && isPadded && !isForeign) return { bytes };
  return { instead: insteadOf(text, size, bytes.length) };
};
