// The messages of a run: what its threads say of their ends, and what was paired of them.

import type { RunFrame } from './assembleFrame.ts';
import { matchMessages } from './matching/matchMessages.ts';
import type { MatchedMessage, ThreadMessages } from './matching/messageEnds.ts';
import { type WakeMessage, type WakingThread, wakeMessages } from './synchronization/wakeMessages.ts';

export interface PairedMessages {
  /** By thread. */
  readonly threads: readonly ThreadMessages[];
  readonly matched: readonly MatchedMessage[];
  readonly wakes: readonly WakeMessage[];
}

/** As {@link matchMessages} and {@link wakeMessages}. */
export function pairMessages(frame: RunFrame): PairedMessages {
  const threads = frame.known.map(({ replay, header }, thread) =>
    replay.messages.finish({
      pid: header.pid,
      process: frame.parts[thread]!.process,
      threadId: header.threadId,
      complete: frame.parts[thread]!.complete,
      clockErrorNs: header.clockErrorNs,
      endedNs: replay.state.nowNs,
    }),
  );
  const matched = matchMessages(threads);
  return { threads, matched, wakes: wakeMessages(describeSharing(frame, threads), matched) };
}

/** A main thread that did not end in order may have lost its last records; a worker's wake-ups are written at once. */
function describeSharing({ known, live }: RunFrame, ends: readonly ThreadMessages[]): readonly WakingThread[] {
  return known.map(({ replay, header }, thread) => {
    const hasLost = (replay.ended?.lost ?? 0) > 0;
    const mayHaveLost = !live && !ends[thread]!.complete && header.threadId === 0;
    const unknownFromNs = hasLost ? 0 : mayHaveLost ? replay.state.nowNs : Number.POSITIVE_INFINITY;
    return { process: ends[thread]!.process, threadId: header.threadId, sharing: replay.sharing, unknownFromNs };
  });
}
