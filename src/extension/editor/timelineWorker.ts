// The thread that reads one trace and answers its views: whatever it holds or costs, the extension host stays free.

import { parentPort, workerData } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import { speak } from '../../layout/say.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { packNumbers } from '../../protocol/jsonNumbers.ts';
import type { LiveSource } from '../../protocol/liveSource.ts';
import type { TimelineSource } from '../../protocol/timelineSource.ts';
import { openBytes } from '../../viewmodel/openBytes.ts';
import { serve } from '../../viewmodel/serve.ts';
import { followTrace, type MakeSource } from './followTrace.ts';
import type { FromWorker, ReaderData, ToWorker } from './workerMessages.ts';

const { texts, language } = workerData as ReaderData;
speak(texts, language);
const port = parentPort!;
const platform = { gunzip: unzip, pause: () => new Promise<void>((resume) => setImmediate(resume)) };
interface Answering {
  readonly hear: (message: unknown) => void;
  readonly hangUp: () => void;
}
/** By view and channel. */
const views = new Map<number, Map<number, Answering>>();
/** Makes a source for one channel: each has rows of its own. */
let makeSource: () => Promise<TimelineSource | LiveSource> = () => Promise.reject(new Error('no trace has been read'));
let stopFollowing: () => void = () => undefined;

function post(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, [...transfer]);
}

async function read(from: (ToWorker & { kind: 'read' })['from']): Promise<void> {
  stopFollowing();
  if ('path' in from) {
    const opened = (make: MakeSource, live: boolean): void => {
      makeSource = async () => make();
      post({ kind: 'read', live });
    };
    stopFollowing = followTrace(from.path, opened, tellFailure);
    return;
  }
  const { bytes } = from;
  // Read once to know that it can be read; each view takes a copy, because reading may give the buffer away.
  await openBytes(bytes.slice(0), platform);
  makeSource = () => openBytes(bytes.slice(0), platform);
  post({ kind: 'read', live: false });
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

function answering(view: number, channel: number): Answering {
  const channels = views.get(view) ?? new Map<number, Answering>();
  views.set(view, channels);
  let known = channels.get(channel);
  if (known === undefined) {
    let hear: Answering['hear'] = () => undefined;
    const hangUp = serve(
      {
        // The editor's own channel speaks JSON for all but buffers.
        post: (message, transfer) => post({ kind: 'answer', view, channel, message: packNumbers(message) }, transfer),
        listen: (listener) => {
          hear = listener;
        },
      },
      () => makeSource(),
    );
    known = { hear, hangUp };
    channels.set(channel, known);
  }
  return known;
}

function forget(view: number, channel: number | null): void {
  for (const [each, { hangUp }] of views.get(view) ?? []) if (channel === null || each === channel) hangUp();
  if (channel === null) views.delete(view);
  else views.get(view)?.delete(channel);
}

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'read':
      read(message.from).catch(tellFailure);
      return;
    case 'request':
      answering(message.view, message.channel).hear(message.message);
      return;
    case 'forget':
      forget(message.view, message.channel);
      return;
    default:
      assertUnreachable(message);
  }
});
