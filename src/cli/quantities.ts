// Durations, sizes and rates as people write them on a command line.

import { UsageError } from './usageError.ts';

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

/** `30s` in nanoseconds. @throws UsageError, naming the option, when it is no duration above 0 */
export function parseDuration(option: string, text: string): number {
  return parse(option, text, durations, 'a duration such as 30s, 500ms or 2m');
}

/** `500MB` in bytes. @throws UsageError, naming the option, when it is no size above 0 */
export function parseSize(option: string, text: string): number {
  return parse(option, text, sizes, 'a size such as 500MB or 2GiB');
}

/** `200k` as a number. @throws UsageError, naming the option, when it is no number above 0 */
export function parseCount(option: string, text: string): number {
  return parse(option, text, counts, 'a number such as 50000 or 200k');
}

function parse(option: string, text: string, units: Readonly<Record<string, number>>, expected: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  const scale = Object.hasOwn(units, unit) ? units[unit]! : Number.NaN;
  const value = Math.round(Number(number || Number.NaN) * scale);
  if (!(value > 0 && Number.isSafeInteger(value))) throw new UsageError(`--${option}: expected ${expected}, found ${JSON.stringify(text)}`);
  return value;
}
