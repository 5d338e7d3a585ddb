// Node's own `finally`, which goes through promises of a subclass: V8 does not say what their reactions are derived from.
//
//   SafePromisePrototypeFinally(P, f) = new Promise((a, b) => new SafePromise((a, b) => P.then(a, b)).finally(f).then(a, b))
//                                       A                     A+1                       A+2          A+3        A+4
//
// Timers with a signal and closing files settle in this way.

import type { EventRows } from '../rows/eventRows.ts';
import type { PromiseRows } from '../rows/promiseRows.ts';

/**
 * The promise that `promise` follows, when it is such an `A` that settles now in `reaction`; 0 when it is none. Certain: the five were made
 * in a row, the last settles the first, and the third has settled the second because of what it is derived from.
 */
export function finallyOf(promise: number, reaction: number, promises: PromiseRows, events: EventRows): number {
  const { parent, creator, site, settleEvent } = promises;
  if (reaction !== promise + 4 || reaction >= promises.length) return 0;
  for (let at = promise; at <= reaction; at++) {
    const isDerived = at === promise + 2;
    if (parent[at]! > 0 !== isDerived || creator[at] !== creator[promise] || (at > promise && site[at] !== 0)) return 0;
  }
  const followed = parent[promise + 2]!;
  const settled = settleEvent[promise + 1]!;
  const isBrought = settled >= 0 && settleEvent[followed]! >= 0 && events.causeOf(settled) === settleEvent[followed];
  return isBrought ? followed : 0;
}
