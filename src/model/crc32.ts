// CRC-32 (IEEE 802.3, as in gzip and PNG): the check of a container's payloads, the same in Node and in a browser.

const polynomial = 0xedb88320;
const tables = buildTables();

/**
 * The CRC-32 of `bytes`, from 0 to 2^32 − 1. `seed` is the checksum of what stood before them.
 * O(bytes), four at a time: Kounavis and Berry, "Slicing-by-4", 2005.
 */
export function crc32(bytes: Uint8Array, seed = 0): number {
  const [first, second, third, fourth] = tables;
  let crc = ~seed;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = fourth[crc & 255]! ^ third[(crc >>> 8) & 255]! ^ second[(crc >>> 16) & 255]! ^ first[crc >>> 24]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ first[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}

/** Table n holds the effect of a byte that n zero bytes follow. */
function buildTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const result = [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)] as const;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    result[0][byte] = crc;
  }
  for (let shift = 1; shift < 4; shift++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = result[shift - 1]![byte]!;
      result[shift]![byte] = (before >>> 8) ^ result[0][before & 255]!;
    }
  }
  return result;
}
