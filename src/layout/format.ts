// Numbers, times and sizes as a person reads them; the same in every part of the view. The examples are English, see numberMarks.ts.

import type { Nanoseconds } from '../model/units.ts';
import { fixed, grouped, joinDecimals } from './numberMarks.ts';

const microsecond = 1_000;
const millisecond = 1_000_000;
const second = 1_000_000_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A length of time with three significant digits and a unit: `812 ns`, `12.4 µs`, `38.4 ms`, `1.24 s`; from a minute on in two units: `2 min 5 s`, `3 h 20 min`.
 * A time that is not known (NaN) is `–`.
 */
export function formatDuration(ns: Nanoseconds): string {
  if (Number.isNaN(ns)) return '–';
  if (ns < 0) return `−${formatDuration(-ns)}`;
  if (ns < 999.5) return `${ns < 99.95 && !Number.isInteger(ns) ? significant(ns) : Math.round(ns)} ns`;
  if (ns < 999.5 * microsecond) return `${significant(ns / microsecond)} µs`;
  if (ns < 999.5 * millisecond) return `${significant(ns / millisecond)} ms`;
  if (ns < 59.95 * second) return `${significant(ns / second)} s`;
  if (ns < hour - second / 2) return twoUnits(ns, minute, 'min', second, 's');
  if (ns < day - minute / 2) return twoUnits(ns, hour, 'h', minute, 'min');
  return twoUnits(ns, day, 'd', hour, 'h');
}

/** Three significant digits of a number below 1,000. */
function significant(value: number): string {
  if (value < 9.995) return fixed(value, 2);
  if (value < 99.95) return fixed(value, 1);
  return fixed(value, 0);
}

function twoUnits(ns: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(ns / small);
  const ratio = large / small;
  const rest = smalls % ratio;
  const whole = `${formatCount(Math.floor(smalls / ratio))} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}

/** An integer with separators: `1,318`. */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.round(count)).toString();
  return count < 0 && digits !== '0' ? `−${grouped(digits)}` : grouped(digits);
}

/** A number of things: `1 task`, `1,318 tasks`. */
export function formatQuantity(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A size: `812 B`, `12.4 kB`, `1.24 MB`; decimal units. Negative stands for not known: `–`. */
export function formatBytes(bytes: number): string {
  if (!(bytes >= 0)) return '–';
  if (bytes < 999.5) return `${Math.round(bytes)} B`;
  if (bytes < 999.5e3) return `${significant(bytes / 1e3)} kB`;
  if (bytes < 999.5e6) return `${significant(bytes / 1e6)} MB`;
  return bytes < 999.5e9 ? `${significant(bytes / 1e9)} GB` : `${formatCount(bytes / 1e9)} GB`;
}

/** A part of a whole: `61 %`; below one per cent `<1 %`. */
export function formatPercent(part: number): string {
  if (Number.isNaN(part)) return '–';
  const percent = Math.round(part * 100);
  return part > 0 && percent === 0 ? '<1 %' : `${percent} %`;
}

/** A point in time, to the microsecond, in seconds: `1.284 302 s`; for a cursor, where neighbouring points must differ. */
export function formatInstant(ns: Nanoseconds): string {
  if (Number.isNaN(ns)) return '–';
  const micros = Math.round(Math.abs(ns) / microsecond);
  const fraction = String(micros % 1e6).padStart(6, '0');
  const seconds = joinDecimals(formatCount(Math.floor(micros / 1e6)), `${fraction.slice(0, 3)} ${fraction.slice(3)}`);
  return `${ns < 0 && micros > 0 ? '−' : ''}${seconds} s`;
}
