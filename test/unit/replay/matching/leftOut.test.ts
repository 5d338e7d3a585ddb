// Messages where records were left out: what is paired is paired rightly, whatever is missing of the beginning.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeOf, transports } from '../../../../src/model/vocabulary.ts';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import type { MessageEndKind, ThreadMessages } from '../../../../src/replay/matching/messageEnds.ts';
import { MessageEndsBuilder } from '../../../../src/replay/matching/messageEndsBuilder.ts';

const transport = codeOf(transports, 'messagePort');

/** One end of a channel on which `count` messages go, of which the first `missing` were left out. */
function oneEnd(threadId: number, kind: MessageEndKind, count: number, missing: number): ThreadMessages {
  const builder = new MessageEndsBuilder();
  const key = kind === 'send' ? '0.1a' : '0.1b';
  builder.skipTo(1);
  builder.endpointAgain(0, 1, transport, key, kind === 'send' ? missing : 0, kind === 'send' ? 0 : missing);
  for (let message = missing; message < count; message++) builder.add(kind, message * 10 + threadId, message, 1, 0, 0);
  return builder.finish({ pid: 1, process: 1, threadId, complete: missing === 0, clockErrorNs: 0, endedNs: 1e6 });
}

it('pairs a message by its place in all that were sent and received', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(20), (count, first, second) => {
      const missing = [Math.min(first, count), Math.min(second, count)] as const;
      const threads = [oneEnd(0, 'send', count, missing[0]), oneEnd(1, 'receive', count, missing[1])];
      const messages = matchMessages(threads);
      const numberOf = (thread: number, row: number): number => threads[thread]!.ends.event[row]!;
      const pairs = messages.filter(({ reason }) => reason === 'none');
      expect(pairs.map(({ sendEnd }) => numberOf(0, sendEnd))).toEqual(pairs.map(({ receiveEnd }) => numberOf(1, receiveEnd)));
      expect(pairs).toHaveLength(count - Math.max(...missing));
      expect(messages).toHaveLength(count - Math.min(...missing));
    }),
  );
});
