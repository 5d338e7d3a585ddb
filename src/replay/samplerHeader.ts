// Reading what the host's sampler says of itself: JSON that may come from anywhere.

import type { SamplerDescription, SamplerEnd } from '../model/machine.ts';

/** What is missing or no number counts as 0. Throws nothing. */
export function parseSamplerHeader(json: string): SamplerDescription {
  const number = numbersOf(json);
  return { everyMs: number('everyMs'), end: null };
}

/** As {@link parseSamplerHeader}. */
export function parseSamplerEnd(json: string): SamplerEnd {
  const number = numbersOf(json);
  return { passes: number('passes'), costNs: number('costNs'), unsampledThreads: number('unsampledThreads') };
}

function numbersOf(json: string): (name: string) => number {
  let fields: Readonly<Record<string, unknown>> = {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) fields = value as Readonly<Record<string, unknown>>;
  } catch {
    // The samples say enough without it.
  }
  return (name) => {
    const value = fields[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
}
