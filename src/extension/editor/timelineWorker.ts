// The thread that reads one trace and answers its views: whatever it holds or costs, the extension host stays free.

import { parentPort } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import { openTrace as readTrace } from '../../host/openTrace.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { packNumbers } from '../../protocol/jsonNumbers.ts';
import type { TimelineSource } from '../../protocol/timelineSource.ts';
import { openBytes } from '../../viewmodel/openBytes.ts';
import { openTrace } from '../../viewmodel/openTrace.ts';
import { serve } from '../../viewmodel/serve.ts';
import { followTrace } from './followTrace.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/** Row lists of one opening count up from here, those of the next from a later number. */
const generationsAnOpening = 1_000_000;

const port = parentPort!;
const platform = { gunzip: unzip, pause: () => new Promise<void>((resume) => setImmediate(resume)) };
/** What hears a request, by view and channel. */
const views = new Map<number, Map<number, (message: unknown) => void>>();
/** Makes a source for one channel: each has rows of its own. */
let makeSource: (firstGeneration: number) => Promise<TimelineSource> = () => Promise.reject(new Error('no trace has been read'));
let openings = 0;
let stopFollowing: () => void = () => undefined;

function post(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, [...transfer]);
}

async function read(from: (ToWorker & { kind: 'read' })['from']): Promise<void> {
  stopFollowing();
  if ('path' in from) {
    stopFollowing = followTrace(from.path, readPath, tellFailure);
    return;
  }
  const { bytes } = from;
  // Read once to know that it can be read; each view takes a copy, because reading may give the buffer away.
  await openBytes(bytes.slice(0), platform);
  makeSource = () => openBytes(bytes.slice(0), platform);
  post({ kind: 'read', live: false });
}

function readPath(path: string, live: boolean): void {
  const { trace, damage } = readTrace(path);
  makeSource = async (firstGeneration) => openTrace(trace, damage, firstGeneration);
  post({ kind: 'read', live });
}

function tellFailure(error: unknown): void {
  const code = (error as { readonly code?: unknown } | null)?.code;
  post({
    kind: 'unreadable',
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: error instanceof Error ? error.message : String(error),
  });
}

function unzip(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return new Promise((done, failed) => {
    gunzip(bytes, (error, plain) => (error === null ? done(new Uint8Array(plain).buffer) : failed(error)));
  });
}

function hearerOf(view: number, channel: number): (message: unknown) => void {
  const channels = views.get(view) ?? new Map<number, (message: unknown) => void>();
  views.set(view, channels);
  if (!channels.has(channel)) {
    serve(
      {
        // The editor's own channel speaks JSON for all but buffers.
        post: (message, transfer) => post({ kind: 'answer', view, channel, message: packNumbers(message) }, transfer),
        listen: (hear) => channels.set(channel, hear),
      },
      () => makeSource(++openings * generationsAnOpening),
    );
  }
  return channels.get(channel)!;
}

function forget(view: number, channel: number | null): void {
  if (channel === null) views.delete(view);
  else views.get(view)?.delete(channel);
}

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'read':
      read(message.from).catch(tellFailure);
      return;
    case 'request':
      hearerOf(message.view, message.channel)(message.message);
      return;
    case 'forget':
      forget(message.view, message.channel);
      return;
    default:
      assertUnreachable(message);
  }
});
