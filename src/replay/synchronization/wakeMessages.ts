// The wake-ups across shared memory as messages: each sleep that a notify ended, with that notify where it is certain.

import { codeOf, type OneEndReason, transports } from '../../model/vocabulary.ts';
import type { MatchedMessage } from '../matching/messageEnds.ts';
import { type BufferIdentities, identifyBuffers, type SharingThread } from './identifyBuffers.ts';
import { matchWakes } from './matchWakes.ts';
import type { Notify, Sleep } from './threadSharing.ts';

export interface WakingThread extends SharingThread {
  /** Records of it may be missing from here on; infinite when none are. */
  readonly unknownFromNs: number;
}

/** Events are the threads' own numbers; −1 where the message has no such end. */
export interface WakeMessage {
  readonly sendThread: number;
  readonly send: number;
  readonly receiveThread: number;
  readonly receive: number;
  readonly reason: OneEndReason;
}

export const atomicsTransport: number = codeOf(transports, 'atomics');

interface At<Of> {
  readonly thread: number;
  readonly of: Of;
  readonly identity: number;
}

/** Sleeps and notifies that may be at one place: the same offset of memory of the same size in one process. */
interface Place {
  readonly process: number;
  readonly sleeps: At<Sleep>[];
  readonly notifies: At<Notify>[];
}

/** O(sleeps + notifies) and what {@link matchWakes} takes. */
export function wakeMessages(threads: readonly WakingThread[], messages: readonly MatchedMessage[]): readonly WakeMessage[] {
  if (threads.every(({ sharing }) => sharing.notifies.length === 0 && sharing.sleeps.size === 0)) return [];
  const identities = identifyBuffers(threads, messages);
  return [...listPlaces(threads, identities).values()].flatMap((place) => {
    const unknownFromNs = threads.reduce(
      (first, thread) => (thread.process === place.process ? Math.min(first, thread.unknownFromNs) : first),
      Number.POSITIVE_INFINITY,
    );
    return wakesAt(place, unknownFromNs);
  });
}

function listPlaces(threads: readonly WakingThread[], identities: BufferIdentities): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const placeOf = (thread: number, { buffer, offset }: Sleep | Notify): Place => {
    const { process, sharing } = threads[thread]!;
    const key = `${process} ${sharing.buffers[buffer - 1]?.bytes} ${offset}`;
    const known = places.get(key) ?? { process, sleeps: [], notifies: [] };
    places.set(key, known);
    return known;
  };
  threads.forEach(({ sharing }, thread) => {
    const at = <Of extends Sleep | Notify>(of: Of): At<Of> => ({ thread, of, identity: identities[thread]![of.buffer - 1] ?? 0 });
    for (const sleep of sharing.sleeps) placeOf(thread, sleep).sleeps.push(at(sleep));
    for (const notify of sharing.notifies) placeOf(thread, notify).notifies.push(at(notify));
  });
  return places;
}

function wakesAt({ sleeps, notifies }: Place, unknownFromNs: number): WakeMessage[] {
  const { notifyOf, isAmbiguous, missing } = matchWakes(
    sleeps.map(({ of }) => ({ startNs: of.startNs, endNs: of.endNs, isWoken: of.event >= 0 })),
    notifies.map(({ of }) => of),
    (sleep, notify) => {
      const [one, other] = [sleeps[sleep]!.identity, notifies[notify]!.identity];
      return one === 0 || other === 0 || one === other;
    },
  );
  const wakes: WakeMessage[] = [];
  sleeps.forEach(({ thread, of: { event, endNs } }, sleep) => {
    // A notify that is not recorded may have done it.
    const notify = endNs > unknownFromNs ? undefined : notifies[notifyOf[sleep]!];
    if (event < 0) {
      if (notify !== undefined) wakes.push(wake(notify.thread, notify.of.event, -1, -1, 'lost'));
      return;
    }
    const reason = notify !== undefined ? 'none' : isAmbiguous[sleep] ? 'ambiguous' : 'lost';
    wakes.push(wake(notify?.thread ?? -1, notify?.of.event ?? -1, thread, event, reason));
  });
  const someAreAmbiguous = isAmbiguous.includes(true);
  notifies.forEach(({ thread, of: { event } }, notify) => {
    if (missing[notify]! > 0) wakes.push(wake(thread, event, -1, -1, someAreAmbiguous ? 'ambiguous' : 'lost'));
  });
  return wakes;
}

function wake(sendThread: number, send: number, receiveThread: number, receive: number, reason: OneEndReason): WakeMessage {
  return { sendThread, send, receiveThread, receive, reason };
}
