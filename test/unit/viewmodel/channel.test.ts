// Over the channel every call ends: in an answer, in the other side's reason, or in the channel's.

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChannelEnd, connect, type TimelineClient } from '../../../src/protocol/channel.ts';
import type { TimelineSource } from '../../../src/protocol/timelineSource.ts';
import { openBytes } from '../../../src/viewmodel/openBytes.ts';
import { openTrace } from '../../../src/viewmodel/openTrace.ts';
import { serve } from '../../../src/viewmodel/serve.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';

const trace = syntheticTrace({ events: 2_000 });
const ports: MessagePort[] = [];

function endOf(port: MessagePort): ChannelEnd {
  ports.push(port);
  return { post: (message, transfer) => port.postMessage(message, transfer), listen: (hear) => port.on('message', hear) };
}

const pause = (): Promise<void> => new Promise((goOn) => setTimeout(goOn));

function clientOf(open: (bytes: ArrayBuffer) => Promise<TimelineSource>): {
  readonly client: TimelineClient;
  readonly end: ChannelEnd;
  readonly port: MessagePort;
} {
  const { port1, port2 } = new MessageChannel();
  serve(endOf(port2), open);
  const end = endOf(port1);
  return { client: connect(end), end, port: port1 };
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('connect and serve', () => {
  it('answers over the channel what the source answers directly', async () => {
    const { client } = clientOf(async () => openTrace(trace));
    await client.open(new ArrayBuffer(1));
    const direct = openTrace(trace);
    const request = { fromNs: 0, toNs: trace.header.durationNs, firstRow: 0, endRow: 30, nsPerPixel: 1_000 };
    expect(await client.overview()).toEqual(await direct.overview());
    expect(await client.tile(request)).toEqual(await direct.tile(request));
    expect(await client.search('fetch', 10)).toEqual(await direct.search('fetch', 10));
    expect(await client.statistics()).toEqual(await direct.statistics());
  });
  it('can answer the same thing twice, though it hands its buffers over', async () => {
    const { client } = clientOf(async () => openTrace(trace));
    await client.open(new ArrayBuffer(1));
    const first = await client.statistics();
    expect(await client.statistics()).toEqual(first);
    expect((await client.minimap(50)).series[0].values).toHaveLength(50);
  });
  it('makes calls wait for the trace that is being opened', async () => {
    const { client } = clientOf(async () => openTrace(trace));
    const opened = client.open(new ArrayBuffer(1));
    expect((await client.overview()).counts.events).toBe(2_000);
    await opened;
  });
  it('rejects every call with the reason why the trace could not be opened', async () => {
    const { client } = clientOf((bytes) => openBytes(bytes, { gunzip: async (zipped) => zipped, pause }));
    const opened = client.open(new TextEncoder().encode('something else').buffer);
    await expect(opened).rejects.toThrow('expected a trace');
    await expect(client.overview()).rejects.toThrow('expected a trace');
  });
  it('decompresses what is compressed', async () => {
    let unzipped = 0;
    const { client } = clientOf((bytes) => openBytes(bytes, { gunzip: async () => new ArrayBuffer(unzipped++), pause }));
    await expect(client.open(new Uint8Array(gzipSync('x')).buffer)).rejects.toThrow('empty file');
    expect(unzipped).toBe(1);
  });
  it('ends a call whose answer can not be sent', async () => {
    const odd = {
      ...openTrace(trace),
      overview: async () => ({ title: () => 'a function can not be cloned' }),
    } as unknown as TimelineSource;
    const { client } = clientOf(async () => odd);
    await client.open(new ArrayBuffer(1));
    await expect(client.overview()).rejects.toThrow('could not be cloned');
  });
  it('rejects calls before a trace is open', async () => {
    await expect(clientOf(async () => openTrace(trace)).client.overview()).rejects.toThrow('no trace has been opened');
  });
  it('rejects what is left when the other end is gone, and what comes after', async () => {
    const { client } = clientOf(() => new Promise(() => undefined));
    const hanging = client.open(new ArrayBuffer(1));
    client.close('the worker died');
    await expect(hanging).rejects.toThrow('the worker died');
    await expect(client.overview()).rejects.toThrow('the worker died');
  });
  it('answers a request that makes no sense with what is wrong', async () => {
    const { port, end } = clientOf(async () => openTrace(trace));
    const answers = new Promise<unknown[]>((resolve) => {
      const list: unknown[] = [];
      port.on('message', (message) => list.push(message) === 4 && resolve(list));
    });
    end.post({ id: 1, method: 'constructor', parameters: [] }, []);
    end.post({ id: 2, method: 'tile', parameters: [{ fromNs: 0, toNs: Number.NaN }] }, []);
    end.post({ id: 3, method: 'search', parameters: ['x'] }, []);
    end.post('noise', []);
    end.post({ id: 4, method: 'detail', parameters: [{ kind: 'slice', index: -1 }] }, []);
    expect(await answers).toEqual([
      { id: 1, err: 'there is no method "constructor"' },
      { id: 2, err: 'tile: parameter 1 is not what it must be' },
      { id: 3, err: 'search takes 2 parameters' },
      { id: 4, err: 'detail: parameter 1 is not what it must be' },
    ]);
  });
});
