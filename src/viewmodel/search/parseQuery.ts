// The search box's language: words that a name must hold, and filters `lane:`, `kind:` and `dur:`.

import { say } from '../../layout/say.ts';
import type { Nanoseconds } from '../../model/units.ts';

const searchKinds = ['task', 'slice', 'wait', 'message', 'mark', 'span', 'lane'] as const;
export type SearchKind = (typeof searchKinds)[number];

export interface Query {
  /** Lower case; a name holds them all. */
  readonly words: readonly string[];
  /** Lower case; the names of the lane or of one above it hold them all. */
  readonly lanes: readonly string[];
  /** Kinds to look through. */
  readonly kinds: readonly SearchKind[];
  readonly longerThanNs: Nanoseconds;
  readonly shorterThanNs: Nanoseconds;
}

const namedKinds: readonly SearchKind[] = ['lane', 'task', 'message', 'mark', 'span'];
const unitNs: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };

/** @returns the query, or a sentence that says what is wrong with it */
export function parseQuery(text: string): Query | string {
  const words: string[] = [];
  const lanes: string[] = [];
  const kinds: SearchKind[] = [];
  let longerThanNs = -Infinity;
  let shorterThanNs = Infinity;
  for (const [, filter, quoted, bare] of text.matchAll(/(?:(lane|kind|dur):)?(?:"([^"]*)"?|(\S+))/gi)) {
    const value = (quoted ?? bare).toLowerCase();
    if (filter === undefined) words.push(value);
    else if (filter.toLowerCase() === 'lane') lanes.push(value);
    else if (filter.toLowerCase() === 'kind') {
      const kind = searchKinds.find((known) => known === value || `${known}s` === value);
      if (kind === undefined) return say('kind: is one of {0}; found “{1}”', searchKinds.join(', '), value);
      kinds.push(kind);
    } else {
      const bound = parseBound(value);
      if (bound === null) return say('dur: is a bound such as >10ms or <2s; found “{0}”', value);
      if (bound.longer) longerThanNs = bound.ns;
      else shorterThanNs = bound.ns;
    }
  }
  const timed = longerThanNs !== -Infinity || shorterThanNs !== Infinity;
  const untold: readonly SearchKind[] = timed ? ['slice', 'span'] : namedKinds;
  return {
    words: words.filter((word) => word !== ''),
    lanes: lanes.filter((lane) => lane !== ''),
    kinds: kinds.length > 0 ? kinds : untold,
    longerThanNs,
    shorterThanNs,
  };
}

function parseBound(value: string): { readonly longer: boolean; readonly ns: number } | null {
  const match = /^([<>])=?(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|μs|ms|s|min|h)$/.exec(value);
  return match === null ? null : { longer: match[1] === '>', ns: Number(match[2]) * unitNs[match[3]] };
}
