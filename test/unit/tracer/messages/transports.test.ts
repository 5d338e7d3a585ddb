// One program a transport: the edges that it printed are those in its records, every one and no other.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../../support/nodes.ts';
import { transportPrograms } from '../../../support/transportPrograms.ts';
import { edgesOf, type RecordedMessages, recordMessages } from './recordedMessages.ts';

/** Between the clocks of two threads of one machine. */
const clockErrorNs = 50_000;

/**
 * The messages of each pair and transport, in order. Between two channels of a receiver the runtime may tell the program of them in another
 * order than they arrived in, and those of HTTP go over several sockets.
 */
function byPair(edges: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const groups = Object.groupBy(edges, (edge) => edge.split(' ').slice(0, 3).join(' '));
  return Object.fromEntries(Object.entries(groups).map(([key, group = []]) => [key, / http2?$/.test(key) ? group.toSorted() : group]));
}

/** How much later each message was received than sent, at least. */
function shortestLatencyNs({ threads, messages }: RecordedMessages): number {
  const whole = messages.filter(({ reason }) => reason === 'none');
  return Math.min(
    ...whole.map(
      ({ sendThread, sendEnd, receiveThread, receiveEnd }) =>
        threads[receiveThread]!.ends.timeNs[receiveEnd]! - threads[sendThread]!.ends.timeNs[sendEnd]!,
    ),
  );
}

describe.each(nodes)('under Node $version', ({ path }) => {
  describe('the messages of a program', () => {
    it.concurrent.each(transportPrograms)('are all found, and no other: %s', async (program) => {
      const recorded = await recordMessages(path, program.split(' '));
      expect(recorded.stderr).toBe('');
      expect(recorded.code).toBe(0);
      expect(edgesOf(recorded).toSorted()).toEqual(recorded.printed.toSorted());
      expect(byPair(edgesOf(recorded))).toEqual(byPair(recorded.printed));
      expect(recorded.printed.length).toBeGreaterThan(0);
      expect(shortestLatencyNs(recorded)).toBeGreaterThan(-clockErrorNs);
    });

    it('have one end and a reason where the other is not there', async () => {
      const { messages } = await recordMessages(path, ['oneEnded.mjs']);
      expect(messages.map(({ transport, name, bytes, reason }) => `${transport} ${name || '-'} ${bytes} ${reason}`).toSorted()).toEqual([
        'broadcastChannel nobody null closed',
        'messagePort - null closed',
        'messagePort - null inFlight',
        'tcp - 10 peerNotTraced',
        'tcp - 6 peerNotTraced',
        'workerMessage - null closed',
        'workerMessage - null closed',
      ]);
    });
  });
});
