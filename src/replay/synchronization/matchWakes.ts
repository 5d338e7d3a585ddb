// Who woke whom, of those that slept on one place in shared memory: only what no other assignment could explain.
//
//   sleep    s1 ├────────────┤            a sleep that was woken has exactly one notify, which began before it ended and
//            s2     ├─────────────────┤   ended after it began; a notify that woke n has exactly n sleeps
//   notify           n1 ├┤      n2 ├┤     s1: n1 alone fits. n1 woke one: so s2 is n2's

export interface SleepWindow {
  readonly startNs: number;
  readonly endNs: number;
  /** Whether a notify ended it for certain. */
  readonly isWoken: boolean;
}

export interface NotifyWindow {
  readonly startNs: number;
  readonly endNs: number;
  readonly woken: number;
}

/** A sleep that more notifies fit is not matched, and those that fit it only by their sleeps alone. */
const mostCandidates = 64;

export interface WakeMatches {
  /** By sleep: the notify that ended it, −1 when several could have or none is known. */
  readonly notifyOf: Int32Array;
  /** By sleep: whether several notifies fit. */
  readonly isAmbiguous: readonly boolean[];
  /** By notify: sleeps that it ended and that are not known. */
  readonly missing: Int32Array;
}

/** `canBe`: whether two are known to be at different places. O(sleeps × candidates). */
export function matchWakes(
  sleeps: readonly SleepWindow[],
  notifies: readonly NotifyWindow[],
  canBe: (sleep: number, notify: number) => boolean,
): WakeMatches {
  const matching = new WakeMatching(sleeps, notifies, canBe);
  matching.run();
  return matching.result();
}

class WakeMatching {
  readonly #sleeps: readonly SleepWindow[];
  readonly #notifies: readonly NotifyWindow[];
  readonly #notifyOf: Int32Array;
  readonly #missing: Int32Array;
  /** By sleep: the notifies that fit; undefined when they are too many. */
  readonly #candidates: (Set<number> | undefined)[] = [];
  /** By notify: the sleeps that fit. */
  readonly #sleepers: Set<number>[];
  /** By notify: whether sleeps fit that are not listed. */
  readonly #isCrowded: boolean[];
  /** Sleeps and notifies that have changed. */
  readonly #changed: number[] = [];

  constructor(sleeps: readonly SleepWindow[], notifies: readonly NotifyWindow[], canBe: (sleep: number, notify: number) => boolean) {
    this.#sleeps = sleeps;
    this.#notifies = notifies;
    this.#notifyOf = new Int32Array(sleeps.length).fill(-1);
    this.#missing = Int32Array.from(notifies, ({ woken }) => woken);
    this.#sleepers = notifies.map(() => new Set());
    this.#isCrowded = notifies.map(() => false);
    this.#listCandidates(canBe);
  }

  #listCandidates(canBe: (sleep: number, notify: number) => boolean): void {
    const order = this.#notifies.map((_, index) => index).sort((a, b) => this.#notifies[a]!.startNs - this.#notifies[b]!.startNs);
    const longest = this.#notifies.reduce((most, { startNs, endNs }) => Math.max(most, endNs - startNs), 0);
    /** Notifies from this one on have a sleep that is not listed. */
    let crowdedFrom = Number.POSITIVE_INFINITY;
    this.#sleeps.forEach(({ startNs, endNs }, sleep) => {
      const fitting = new Set<number>();
      const first = this.#firstFrom(order, startNs - longest);
      for (let at = first; at < order.length && fitting.size <= mostCandidates; at++) {
        const notify = order[at]!;
        if (this.#notifies[notify]!.startNs > endNs) break;
        if (this.#notifies[notify]!.endNs >= startNs && canBe(sleep, notify)) fitting.add(notify);
      }
      if (fitting.size > mostCandidates) {
        crowdedFrom = Math.min(crowdedFrom, first);
        this.#candidates.push(undefined);
        return;
      }
      this.#candidates.push(fitting);
      for (const notify of fitting) this.#sleepers[notify]!.add(sleep);
    });
    for (let at = crowdedFrom; at < order.length; at++) this.#isCrowded[order[at]!] = true;
  }

  /** The first in the order that begins at `timeNs` or later. O(log notifies). */
  #firstFrom(order: readonly number[], timeNs: number): number {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#notifies[order[middle]!]!.startNs < timeNs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  run(): void {
    for (let sleep = 0; sleep < this.#sleeps.length; sleep++) this.#changed.push(sleep);
    for (let notify = 0; notify < this.#notifies.length; notify++) this.#tryNotify(notify);
    for (let sleep = this.#changed.pop(); sleep !== undefined; sleep = this.#changed.pop()) this.#trySleep(sleep);
  }

  /** One that only a single notify fits. */
  #trySleep(sleep: number): void {
    const candidates = this.#candidates[sleep];
    if (candidates?.size !== 1 || this.#notifyOf[sleep]! >= 0 || !this.#sleeps[sleep]!.isWoken) return;
    for (const notify of candidates) this.#assign(sleep, notify);
  }

  /** One that woke as many as there are. */
  #tryNotify(notify: number): void {
    const sleepers = this.#sleepers[notify]!;
    if (this.#missing[notify]! === 0 || this.#isCrowded[notify] || sleepers.size !== this.#missing[notify]!) return;
    for (const sleep of [...sleepers]) this.#assign(sleep, notify);
  }

  #assign(sleep: number, notify: number): void {
    if (this.#missing[notify]! === 0 || this.#notifyOf[sleep]! >= 0) return;
    this.#notifyOf[sleep] = notify;
    this.#missing[notify]!--;
    this.#sleepers[notify]!.delete(sleep);
    for (const other of this.#candidates[sleep] ?? []) {
      if (other === notify) continue;
      this.#sleepers[other]!.delete(sleep);
      this.#tryNotify(other);
    }
    this.#candidates[sleep] = new Set([notify]);
    if (this.#missing[notify]! > 0) return this.#tryNotify(notify);
    for (const other of this.#sleepers[notify]!) {
      this.#candidates[other]?.delete(notify);
      this.#changed.push(other);
    }
    this.#sleepers[notify]!.clear();
  }

  result(): WakeMatches {
    return {
      notifyOf: this.#notifyOf,
      isAmbiguous: this.#candidates.map((candidates, sleep) => this.#notifyOf[sleep]! < 0 && candidates?.size !== 0),
      missing: this.#missing,
    };
  }
}
