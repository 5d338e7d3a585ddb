// What a view holds, found again: things that share an end are told apart.

import { expect, it } from 'vitest';
import { codeOf, transports } from '../../../../src/model/vocabulary.ts';
import { replay } from '../../../../src/replay/replay.ts';
import { carry } from '../../../../src/viewmodel/live/carry.ts';
import { segmentOf, testManifest } from '../../../support/recordStream.ts';

const broadcastChannel = codeOf(transports, 'broadcastChannel');
const folding = { toggled: [], expanded: [], hideIdle: false };

it('keeps apart the messages of one broadcast, also when one more reader is known', () => {
  const sender = segmentOf({ threadId: 0 }, (records) => {
    records.endpoint(broadcastChannel, '10 news');
    records.send(1000, 1, 5, []);
  });
  const reader = (threadId: number) =>
    segmentOf({ threadId }, (records) => {
      records.endpoint(broadcastChannel, '10 news');
      records.receive(2000 + threadId, 1, 0, []);
    });
  const before = replay(testManifest, [sender, reader(2), reader(3)]);
  const after = replay(testManifest, [sender, reader(1), reader(2), reader(3)]);
  const readers = (trace: typeof before, message: number): number => {
    const event = trace.messages.receive[message]!;
    return trace.threads.find(({ firstEvent, endEvent }) => event >= firstEvent && event < endEvent)!.threadId;
  };
  expect([before.messages.count, after.messages.count]).toEqual([2, 3]);
  const selections = [0, 1].map((index) => ({ kind: 'message', index }) as const);
  const carried = carry(before, after, { folding, selections }).selections;
  expect(carried.map((selection) => readers(after, selection!.index))).toEqual([0, 1].map((message) => readers(before, message)));
});
