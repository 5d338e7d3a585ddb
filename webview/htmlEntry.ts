// The entry of the self-contained page: unpacks the trace in it, has a worker answer for it, starts the view.

import { connect, type TimelineClient } from '../src/protocol/channel.ts';
import { replaceChildren } from './dom/element.ts';
import { unpackTrace } from './embeddedTrace.ts';
import { createPageHost } from './pageHost.ts';
import { progressState, unreadableState } from './panels/states.ts';
import { followAppearance } from './theme/appearance.ts';
import { startView } from './view/startView.ts';

interface Reader {
  readonly client: TimelineClient;
  /** Resolves when the worker listens. */
  readonly started: Promise<unknown>;
}

/** Starts the worker whose script stands in the page as text. */
function startWorker(script: string): Reader {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  const client = connect({
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    listen: (hear) => worker.addEventListener('message', ({ data }) => hear(data)),
  });
  worker.addEventListener('error', (event) => client.close(`The reader of the trace failed: ${event.message}`));
  return { client, started: new Promise((listens) => worker.addEventListener('message', listens, { once: true })) };
}

/** The text of an element, which is taken out of the page: a trace of many megabytes need not stay in memory twice. */
function takeText(id: string): string {
  const found = document.getElementById(id);
  const text = found?.textContent ?? '';
  found?.remove();
  return text.trim();
}

/** Resolves when all of the page has been read: the trace stands behind this script. */
function pageRead(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((read) => document.addEventListener('DOMContentLoaded', () => read(), { once: true }));
}

async function nameThePage(client: TimelineClient): Promise<void> {
  const { title } = await client.overview();
  document.title = `${title} · Trace Concurrency`;
}

async function open(root: HTMLElement): Promise<void> {
  const progress = progressState();
  replaceChildren(root, progress.element);
  progress.show('Unpacking', 0);
  const { client, started } = startWorker(takeText('worker'));
  await pageRead();
  const bytes = await unpackTrace(takeText('trace'), (part) => progress.show('Unpacking', part));
  const reading = client.open(bytes);
  // What is sent to a worker that has not started is handed on by this thread, which must not be busy then.
  await Promise.race([started, reading]);
  // Asked in one go, and the view is built while the worker reads.
  await Promise.all([reading, nameThePage(client), startView(root, client, createPageHost())]);
}

const root = document.getElementById('root')!;
// The look holds for the pages before the view too.
followAppearance(document.documentElement, () => undefined);
open(root).catch((error: unknown) => replaceChildren(root, unreadableState(error instanceof Error ? error.message : String(error))));
