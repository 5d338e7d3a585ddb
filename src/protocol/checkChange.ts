// Checks that a message is the news of a trace that has grown.

import type { TraceChange } from './liveSource.ts';

export interface ChangeMessage {
  readonly changed: TraceChange;
}

export function isChangeMessage(message: unknown): message is ChangeMessage {
  if (typeof message !== 'object' || message === null || !('changed' in message)) return false;
  const { changed } = message;
  if (typeof changed !== 'object' || changed === null) return false;
  const { generation, durationNs, events, live } = changed as Record<string, unknown>;
  return Number.isSafeInteger(generation) && Number.isFinite(durationNs) && Number.isSafeInteger(events) && typeof live === 'boolean';
}
