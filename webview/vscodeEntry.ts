// The entry of the timeline on an editor's tab: the extension answers for the trace, the editor shows the source.

import { say, speak, type Texts } from '../src/layout/say.ts';
import { connect, type TimelineClient } from '../src/protocol/channel.ts';
import type { EditorMessage, ViewMessage } from '../src/protocol/editorMessages.ts';
import { unpackNumbers } from '../src/protocol/jsonNumbers.ts';
import type { LiveSource } from '../src/protocol/liveSource.ts';
import { button, element, replaceChildren } from './dom/element.ts';
import { progressState } from './panels/states.ts';
import { followAppearance } from './theme/appearance.ts';
import type { Standpoint, ViewHost } from './view/host.ts';
import type { ShowTargets } from './view/showTargets.ts';
import { startView } from './view/startView.ts';

/** What an editor gives to the page in its webview, once. */
interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

/** What of a page survives its tab being hidden. */
interface Remembered {
  readonly standpoint: Standpoint;
}

const editor = acquireVsCodeApi();
const root = document.getElementById('root')!;
const post = (message: ViewMessage): void => editor.postMessage(message);
/** What answers of each open channel go to. */
const channels = new Map<number, (message: unknown) => void>();
let lastChannel = 0;
/** That of the view. */
let current: Channel | null = null;
/** The view of the trace that was opened last; null before the first. */
let view: Promise<ShowTargets> | null = null;
let storing: ReturnType<typeof setTimeout> | undefined;

interface Channel {
  readonly client: TimelineClient;
  close(): void;
}

/** A source of its own over the trace as it is now. Resolves when it answers. */
async function openChannel(): Promise<Channel> {
  const channel = ++lastChannel;
  const client = connect({
    post: (message) => post({ kind: 'request', channel, message }),
    listen: (hear) => channels.set(channel, hear),
  });
  // The call that a page hands its bytes with; here the extension has them.
  await client.open(new ArrayBuffer(0));
  return {
    client,
    close() {
      client.close(say('The trace has been opened anew.'));
      channels.delete(channel);
      post({ kind: 'close', channel });
    },
  };
}

function createEditorHost(live: LiveSource | null): ViewHost {
  return {
    async revealSource(place) {
      post({ kind: 'reveal', place });
      return null;
    },
    async copy(text) {
      post({ kind: 'copy', text });
    },
    keys: {},
    doubleClick: 'source',
    standpoint: (editor.getState() as Remembered | undefined)?.standpoint ?? null,
    remember(standpoint) {
      clearTimeout(storing);
      storing = setTimeout(() => editor.setState({ standpoint } satisfies Remembered), 100);
    },
    live,
  };
}

async function open(live: boolean): Promise<ShowTargets> {
  current?.close();
  current = await openChannel();
  const { client } = current;
  return startView(root, client, createEditorHost(live ? client : null));
}

/** What can't be found out is told as nothing found. */
async function show({ id, target, step }: EditorMessage & { kind: 'show' }): Promise<void> {
  const shown = await view?.then((now) => now.show(target, step)).catch(() => null);
  post({ kind: 'shown', id, ...(shown ?? { at: 0, total: 0 }) });
}

function showTrouble({ title, message, advice, again }: Omit<EditorMessage & { kind: 'trouble' }, 'kind'>): void {
  channels.clear();
  const retry = button({ class: 'again' }, () => post({ kind: 'reopen' }), again);
  const box = element('div', { class: 'box' }, element('h1', {}, title), element('p', {}, message), element('p', {}, advice), retry);
  replaceChildren(root, element('div', { class: 'state', role: 'alert', 'data-state': 'unreadable' }, box));
}

function showProgress(): void {
  const progress = progressState();
  replaceChildren(root, progress.element);
  progress.show(say('Reading lanes and events'), null);
}

function hear(message: EditorMessage): void {
  switch (message.kind) {
    case 'opened':
      view = open(message.live);
      view.catch((error: unknown) =>
        showTrouble({ title: say('The timeline failed'), message: String(error), advice: '', again: say('Open again') }),
      );
      return;
    case 'trouble':
      showTrouble(message);
      return;
    case 'show':
      void show(message);
      return;
    case 'answer':
      channels.get(message.channel)?.(unpackNumbers(message.message));
  }
}

speak(JSON.parse(document.getElementById('texts')?.textContent ?? '{}') as Texts, document.documentElement.lang);
followAppearance(document.documentElement, () => undefined);
showProgress();
window.addEventListener('message', ({ data }: MessageEvent<EditorMessage>) => hear(data));
post({ kind: 'ready' });
