// A column of indexes into another table, as narrow as they allow.

export type IndexColumn = Uint16Array | Uint32Array;

/** The same indexes in half the room when all of them fit. O(values). */
export function narrowIndexes(values: Uint32Array): IndexColumn {
  for (let row = 0; row < values.length; row++) if (values[row]! > 0xffff) return values;
  return new Uint16Array(values);
}
