// Laws of who woke whom: against random executions of a wait list, which knows it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchWakes, type NotifyWindow, type SleepWindow } from '../../../../src/replay/synchronization/matchWakes.ts';

interface Execution {
  readonly sleeps: readonly SleepWindow[];
  readonly notifies: readonly NotifyWindow[];
  /** By sleep: the notify that woke it, −1 when none did. */
  readonly truth: readonly number[];
}

type Step =
  | { readonly kind: 'sleep'; readonly early: number; readonly late: number }
  | { readonly kind: 'notify'; readonly most: number; readonly early: number; readonly late: number };

const margin = fc.nat(40);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('sleep' as const), early: margin, late: margin }),
  fc.record({ kind: fc.constant('notify' as const), most: fc.integer({ min: 1, max: 3 }), early: margin, late: margin }),
);

/** Each step happens at ten times its number; what is recorded of it begins a bit before and ends a bit after. */
function execute(steps: readonly Step[]): Execution {
  const sleeps: { startNs: number; endNs: number; isWoken: boolean; readonly late: number }[] = [];
  const notifies: NotifyWindow[] = [];
  const truth: number[] = [];
  const list: number[] = [];
  steps.forEach((next, index) => {
    const now = 1000 + index * 10;
    if (next.kind === 'sleep') {
      list.push(sleeps.length);
      sleeps.push({ startNs: now - next.early, endNs: Number.POSITIVE_INFINITY, isWoken: false, late: next.late });
      truth.push(-1);
      return;
    }
    const woken = list.splice(0, next.most);
    if (woken.length === 0) return;
    for (const sleep of woken) {
      Object.assign(sleeps[sleep]!, { isWoken: true, endNs: now + sleeps[sleep]!.late });
      truth[sleep] = notifies.length;
    }
    notifies.push({ startNs: now - next.early, endNs: now + next.late, woken: woken.length });
  });
  return { sleeps, notifies, truth };
}

const executions = fc.array(step, { maxLength: 60 }).map(execute);
const anywhere = (): boolean => true;

describe('who woke whom', () => {
  it('is never wrong', () => {
    fc.assert(
      fc.property(executions, ({ sleeps, notifies, truth }) => {
        matchWakes(sleeps, notifies, anywhere).notifyOf.forEach((notify, sleep) => {
          if (notify >= 0) expect(notify).toBe(truth[sleep]);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is known of every sleep when no two notifies overlap one that they did not end', () => {
    const alone = fc.array(fc.nat(5), { maxLength: 40 }).map((others) =>
      execute(
        others.flatMap((late): Step[] => [
          { kind: 'sleep', early: 0, late },
          { kind: 'notify', most: 1, early: 3, late: 3 },
        ]),
      ),
    );
    fc.assert(
      fc.property(alone, ({ sleeps, notifies, truth }) => {
        expect([...matchWakes(sleeps, notifies, anywhere).notifyOf]).toEqual(truth);
      }),
    );
  });

  it('follows from what the others can have been', () => {
    const sleeps = [
      { startNs: 0, endNs: 50, isWoken: true },
      { startNs: 1, endNs: 100, isWoken: true },
    ];
    const notifies = [
      { startNs: 40, endNs: 41, woken: 1 },
      { startNs: 90, endNs: 91, woken: 1 },
    ];
    expect([...matchWakes(sleeps, notifies, anywhere).notifyOf]).toEqual([0, 1]);
  });

  it('is not guessed: two that slept and were woken at the same time', () => {
    const window = { startNs: 0, endNs: 50, isWoken: true };
    const notify = { startNs: 40, endNs: 41, woken: 1 };
    const { notifyOf, isAmbiguous, missing } = matchWakes([window, window], [notify, notify], anywhere);
    expect([...notifyOf]).toEqual([-1, -1]);
    expect(isAmbiguous).toEqual([true, true]);
    expect([...missing]).toEqual([1, 1]);
    const apart = matchWakes([window, window], [notify, notify], (sleep, which) => sleep === which);
    expect([...apart.notifyOf]).toEqual([0, 1]);
  });

  it('is known of all that one notify woke together', () => {
    const sleeps = [0, 1, 2].map((startNs) => ({ startNs, endNs: 50 + startNs, isWoken: true }));
    expect([...matchWakes(sleeps, [{ startNs: 40, endNs: 60, woken: 3 }], anywhere).notifyOf]).toEqual([0, 0, 0]);
  });

  it('takes no time that grows with all that a long sleep has seen', () => {
    const notifies = Array.from({ length: 2000 }, (_, index) => ({ startNs: index * 10, endNs: index * 10 + 1, woken: 1 }));
    const short = notifies.map(({ startNs, endNs }) => ({ startNs: startNs - 5, endNs, isWoken: true }));
    const long = { startNs: 0, endNs: Number.POSITIVE_INFINITY, isWoken: false };
    const { notifyOf } = matchWakes([long, ...short], notifies, anywhere);
    expect([...notifyOf]).toEqual([-1, ...notifies.keys()]);
  });
});
