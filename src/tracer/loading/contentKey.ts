// The name of a text in a cache: 106 bits of hash and the length.

/**
 * Not against forgers: the cache is the person's own folder. Loading node:crypto for a SHA-1 costs a small program 3–5 ms.
 * Two lanes of cyrb53 (bryc, public domain). O(text).
 */
export function contentKey(text: string): string {
  return `${hash53(text, 0x2545f491)}${hash53(text, 0x9e3779b9)}${text.length.toString(36)}`;
}

function hash53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
}
