// What a thread left out of its records: how much, when and why.

import { type GapReason, gapReasons } from '../model/vocabulary.ts';
import type { Checkpoint } from '../model/wire/records.ts';

/** What became of the records, after their number. */
export const gapWords: Readonly<Record<GapReason, string>> = {
  dropped: 'dropped: they were older than the run was to keep',
  stopped: 'left out: recording was stopped',
  limit: 'left out: the run had as many bytes as it may have',
  rate: 'left out: more came in a second than the run was to record',
  lost: 'lost: they could not be written',
};

/** All gaps of one reason. */
export interface LeftOut {
  readonly reason: GapReason;
  gaps: number;
  records: number;
  /** From the first gap's beginning to the last one's end. */
  readonly fromNs: number;
  toNs: number;
}

/** One gap, as a checkpoint tells of it. */
export interface Gap {
  readonly reason: GapReason;
  readonly records: number;
}

export class ThreadGaps {
  readonly byReason: Map<GapReason, LeftOut> = new Map();
  /** Records that the thread could not write. */
  lost = 0;
  /** Set while nothing is recorded: since when, and why. */
  open: { readonly reason: GapReason; readonly fromNs: number } | null = null;
  /** Records that the thread had made when its last one was read. */
  #position = 0;

  get areAny(): boolean {
    return this.byReason.size > 0 || this.open !== null;
  }

  /** Records that were left out on purpose. */
  get leftOut(): number {
    let records = 0;
    for (const of of this.byReason.values()) if (of.reason !== 'lost') records += of.records;
    return records;
  }

  leave(timeNs: number, reason: number): void {
    this.open = { reason: gapReasons[reason] ?? 'stopped', fromNs: timeNs };
  }

  /**
   * @param read - records that have been read since the last checkpoint, it included, or since the beginning
   * @param lastNs - of the last of them
   * @returns the gap before it; null when there is none
   */
  close(timeNs: number, checkpoint: Checkpoint, read: number, lastNs: number): Gap | null {
    const records = checkpoint.records - this.#position - read;
    this.#position = checkpoint.records;
    const lost = Math.max(0, checkpoint.lost - this.lost);
    this.lost += lost;
    const reason = this.open?.reason ?? (lost > 0 ? 'lost' : 'dropped');
    const fromNs = this.open?.fromNs ?? lastNs;
    this.open = null;
    if (records <= 0) return null;
    const known = this.byReason.get(reason);
    if (known === undefined) this.byReason.set(reason, { reason, gaps: 1, records, fromNs, toNs: timeNs });
    else {
      known.gaps++;
      known.records += records;
      known.toNs = timeNs;
    }
    return { reason, records };
  }
}
