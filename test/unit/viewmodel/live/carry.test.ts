// What a view holds, found again: things that share an end are told apart.

import { expect, it } from 'vitest';
import { codeOf, transports } from '../../../../src/model/vocabulary.ts';
import type { WholeTrace } from '../../../../src/viewmodel/live/wholeTrace.ts';
import { carryBetween, GrowingRun } from '../../../support/growingRun.ts';
import { segmentOf, testManifest } from '../../../support/recordStream.ts';

const broadcastChannel = codeOf(transports, 'broadcastChannel');

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
  const run = new GrowingRun(testManifest, 4);
  [sender, reader(2), reader(3)].forEach(({ frames }, thread) => {
    run.push(thread, [...frames]);
  });
  const before = run.assemble(true);
  run.push(3, [...reader(1).frames]);
  const after = run.assemble(true);
  const readers = ({ trace }: WholeTrace, message: number): number => {
    const event = trace.messages.receive[message]!;
    return trace.threads.find(({ firstEvent, endEvent }) => event >= firstEvent && event < endEvent)!.threadId;
  };
  expect([before.trace.messages.count, after.trace.messages.count]).toEqual([2, 3]);
  const carry = carryBetween(before, after);
  const carried = [0, 1].map((index) => carry({ kind: 'message', index }));
  expect(carried.map((selection) => readers(after, selection!.index))).toEqual([0, 1].map((message) => readers(before, message)));
});
