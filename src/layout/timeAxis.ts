// The time axis: where its ticks stand and what they say.

import type { Nanoseconds } from '../model/units.ts';
import { formatCount } from './format.ts';
import { joinDecimals } from './numberMarks.ts';

interface Tick {
  readonly at: Nanoseconds;
  readonly label: string;
}

export interface TimeAxis {
  /** Distance between two ticks. */
  readonly stepNs: Nanoseconds;
  readonly ticks: readonly Tick[];
}

const units = [
  { name: 'ns', ns: 1 },
  { name: 'µs', ns: 1e3 },
  { name: 'ms', ns: 1e6 },
  { name: 's', ns: 1e9 },
] as const;
const second = 1e9;

/** Above a second people count in sixties and twenty-fours. */
const longSteps: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].map(
  (s) => s * second,
);

/** More digits than these before the decimal point are read in the next unit. */
const mostDigits = 1e5;

/**
 * Ticks at round times within [fromNs, toNs], at most `most` + 1 of them, never nearer than a nanosecond.
 * Times increase strictly and no two labels are equal. O(most).
 */
export function timeAxis(fromNs: Nanoseconds, toNs: Nanoseconds, most: number): TimeAxis {
  const stepNs = stepFor((toNs - fromNs) / Math.max(1, most));
  const largest = Math.max(Math.abs(fromNs), Math.abs(toNs));
  const label = stepNs >= second && largest >= 120 * second ? longLabel(stepNs) : shortLabel(stepNs, largest);
  const ticks: Tick[] = [];
  for (let k = Math.ceil(fromNs / stepNs); k * stepNs <= toNs; k++) ticks.push({ at: k * stepNs, label: label(k * stepNs) });
  return { stepNs, ticks };
}

/** The smallest round step of at least `ns`. */
function stepFor(ns: number): number {
  if (!(ns > 1)) return 1;
  if (ns <= second / 2) {
    const power = 10 ** Math.floor(Math.log10(ns) + 1e-9);
    // Below, 1e-9 forgives what log10 and the division lose, so that a round step stays itself.
    const factor = [1, 2, 5, 10].find((f) => f * power >= ns * (1 - 1e-9)) ?? 10;
    return Math.round(factor * power);
  }
  const days = 86400 * second;
  return longSteps.find((step) => step >= ns) ?? Math.ceil(ns / days) * days;
}

/** `1,240 ms`; with decimals when the step's own unit would take too many digits: `4,200.123 ms`. */
function shortLabel(stepNs: number, largest: number): (ns: number) => string {
  let unit = units.findLastIndex((u) => u.ns <= stepNs);
  while (unit < units.length - 1 && largest / units[unit].ns >= mostDigits) unit++;
  const { name, ns: size } = units[unit];
  const decimals = Math.max(0, Math.ceil(Math.log10(size / stepNs) - 1e-9));
  return (ns) => {
    const [whole, fraction = null] = (Math.abs(ns) / size).toFixed(decimals).split('.');
    const sign = ns < 0 ? '−' : '';
    return `${sign}${joinDecimals(formatCount(Number(whole)), fraction)} ${name}`;
  };
}

/** `2 min 05 s`, `1 h 02 min`, `3 d 04 h`: the two or three largest units that the step needs. */
function longLabel(stepNs: number): (ns: number) => string {
  return (ns) => {
    const seconds = Math.round(Math.abs(ns) / second);
    const parts: string[] = [];
    const days = Math.floor(seconds / 86400);
    const hours = Math.floor(seconds / 3600) % 24;
    const minutes = Math.floor(seconds / 60) % 60;
    if (days > 0) parts.push(`${formatCount(days)} d`);
    if (hours > 0 || parts.length > 0) parts.push(`${pad(hours, parts)} h`);
    if (stepNs < 3600 * second || parts.length === 0) {
      if (minutes > 0 || parts.length > 0) parts.push(`${pad(minutes, parts)} min`);
      if (stepNs < 60 * second || parts.length === 0) parts.push(`${pad(seconds % 60, parts)} s`);
    }
    return (ns < 0 ? '−' : '') + parts.join(' ');
  };
}

function pad(value: number, before: readonly string[]): string {
  return before.length === 0 ? String(value) : String(value).padStart(2, '0');
}
