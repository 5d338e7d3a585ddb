// Durations, sizes and rates as people write them on a command line and in settings.

const durations: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, min: 60e9, h: 3600e9 };
const sizes: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KB: 1e3,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
const counts: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6 };

/** `30s` in nanoseconds; null when it is no duration above 0. */
export function parseDuration(text: string): number | null {
  return parse(text, durations);
}

/** `500MB` in bytes; null when it is no size above 0. */
export function parseSize(text: string): number | null {
  return parse(text, sizes);
}

/** `200k` as a number; null when it is no number above 0. */
export function parseCount(text: string): number | null {
  return parse(text, counts);
}

function parse(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  const scale = Object.hasOwn(units, unit) ? units[unit]! : Number.NaN;
  const value = Math.round(Number(number || Number.NaN) * scale);
  return value > 0 && Number.isSafeInteger(value) ? value : null;
}
