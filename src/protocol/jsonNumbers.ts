// Numbers that JSON has no word for, carried over a channel that speaks JSON: not a number, the infinities, negative zero.

const marker = '$number';

/** A copy of `value` with every such number replaced by an object that names it; typed arrays and buffers stay as they are. */
export function packNumbers(value: unknown): unknown {
  if (Object.is(value, -0)) return { [marker]: '-0' };
  if (typeof value === 'number') return Number.isFinite(value) ? value : { [marker]: String(value) };
  return mapParts(value, packNumbers);
}

/** The value that {@link packNumbers} was given. */
export function unpackNumbers(value: unknown): unknown {
  if (isPlain(value) && typeof value[marker] === 'string') return Number(value[marker]);
  return mapParts(value, unpackNumbers);
}

function mapParts(value: unknown, map: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, map(part)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
}
