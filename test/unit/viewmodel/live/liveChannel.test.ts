// A trace that grows, over the channel: its changes are told, and only by messages that are what they must be.

import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../../src/protocol/channel.ts';
import type { TraceChange } from '../../../../src/protocol/liveSource.ts';
import { LiveTrace } from '../../../../src/viewmodel/live/liveTrace.ts';
import { openTrace } from '../../../../src/viewmodel/openTrace.ts';
import { serve } from '../../../../src/viewmodel/serve.ts';
import { recordedBytes, testManifest } from '../../../support/recordStream.ts';
import { syntheticTrace } from '../../../support/syntheticTrace.ts';

const frames = [{ payload: recordedBytes({ pid: 1 }, (records) => records.mark(5, 0, 'hello')) }];
const held = { generation: 1, folding: { toggled: [], expanded: [], hideIdle: false }, selections: [] };

function channel(open: () => ReturnType<LiveTrace['open']> | ReturnType<typeof openTrace>) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const hangUp = serve(
    { post: (message, transfer) => port2.postMessage(message, [...transfer]), listen: (hear) => port2.on('message', hear) },
    async () => open(),
  );
  const client = connect({
    post: (message, transfer) => port1.postMessage(message, [...transfer]),
    listen: (hear) => port1.on('message', hear),
  });
  const heard: TraceChange[] = [];
  const stop = client.onChange((change) => heard.push(change));
  // An answer that comes later than a message brings that message before it.
  const settle = (): Promise<unknown> => client.overview();
  return { client, heard, stop, hangUp, settle, post: (message: unknown) => port2.postMessage(message) };
}

/** Time passes when it is waited for. */
function newTrace(): LiveTrace {
  let nowMs = 0;
  return new LiveTrace(testManifest, {
    nowMs: () => nowMs,
    later(delayMs, work) {
      nowMs += delayMs;
      work();
    },
  });
}

it('tells of growth, and answers from the grown trace after advance', async () => {
  const live = newTrace();
  const { client, heard } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  expect((await client.overview()).counts.events).toBe(0);
  live.push('one', frames);
  expect(await client.advance()).toBe(1);
  expect(heard).toEqual([{ generation: 1, durationNs: 5, events: 2, live: true }]);
  expect((await client.overview()).counts.events).toBe(2);
  expect(await client.carry({ ...held, selections: [{ kind: 'event', index: 1 }] })).toMatchObject({
    selections: [{ kind: 'event', index: 1 }],
  });
});

it('refuses to carry what is of a trace long gone', async () => {
  const live = newTrace();
  const { client } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  for (let generation = 1; generation < 4; generation++) {
    live.push(String(generation), frames);
    await client.advance();
  }
  expect(await client.carry({ ...held, generation: 2 })).toMatchObject({ selections: [] });
  await expect(client.carry(held)).rejects.toThrow('generation 1 of the trace answers no more');
});

it('does not grow a finished trace', async () => {
  const { client } = channel(() => openTrace(syntheticTrace({ events: 200 })));
  await client.open(new ArrayBuffer(0));
  await expect(client.advance()).rejects.toThrow('this trace does not grow');
});

it('tells nothing after hanging up, nor to who has stopped listening', async () => {
  const live = newTrace();
  const { client, heard, hangUp, stop, settle } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  hangUp();
  live.push('one', frames);
  await settle();
  expect(heard).toEqual([]);
  const other = channel(() => live.open());
  await other.client.open(new ArrayBuffer(0));
  other.stop();
  live.push('two', frames);
  await other.settle();
  expect(other.heard).toEqual([]);
  stop();
});

it('tells who opens a trace that has ended meanwhile of its end', async () => {
  const live = newTrace();
  live.push('one', frames);
  live.end(testManifest, new Map());
  const { client, heard } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  expect(heard).toMatchObject([{ live: false, events: 2 }]);
});

it('hears no change that is none', async () => {
  const live = newTrace();
  const { client, heard, post, settle } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  const change = { generation: 1, durationNs: 1, events: 1, live: true };
  for (const changed of [null, 7, {}, { ...change, live: 1 }, { ...change, events: 'many' }, { ...change, durationNs: Number.NaN }])
    post({ changed });
  post({ changed: change });
  await settle();
  expect(heard).toEqual([change]);
});

it('tells who listens late of the newest change, which may have been the end', async () => {
  const live = newTrace();
  const { client, settle } = channel(() => live.open());
  await client.open(new ArrayBuffer(0));
  live.push('one', frames);
  live.end(testManifest, new Map());
  await settle();
  const late: TraceChange[] = [];
  client.onChange((change) => late.push(change));
  await settle();
  expect(late).toMatchObject([{ live: false, events: 2 }]);
});
