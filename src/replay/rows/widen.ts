// Growth of typed columns.

type Column = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** The wider column `into`, begun with the values of `column`; one of no length stays empty. O(length). */
export function widen<Type extends Column>(column: Type, into: Type): Type {
  if (into.length > 0) into.set(column as never);
  return into;
}

export const firstCapacity = 256;
