// The page's entry for tests of a run that still records: the answering end is in the test, behind two functions of the window.

import { connect } from '../../../src/protocol/channel.ts';
import type { Overview } from '../../../src/protocol/timelineSource.ts';
import { createPageHost } from '../../../webview/pageHost.ts';
import { startView } from '../../../webview/view/startView.ts';

interface TestWindow {
  /** The test gets what the page sends. */
  ask(message: unknown): Promise<void>;
  /** The test sends what the page gets. */
  hear(message: unknown): void;
  /** By painted growth: how much of the run was on screen, and when. */
  readonly paints: { readonly durationNs: number; readonly atMs: number }[];
}
const testWindow = window as unknown as TestWindow & { paints: TestWindow['paints'] };

Object.assign(testWindow, { paints: [] });
const client = connect({
  post: (message) => void testWindow.ask(message),
  listen: (hear) => Object.assign(testWindow, { hear }),
});

/** Notes when what the overview counts has been on screen for a frame. */
async function overview(): Promise<Overview> {
  const answer = await client.overview();
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      testWindow.paints.push({ durationNs: answer.durationNs, atMs: performance.timeOrigin + performance.now() }),
    ),
  );
  return answer;
}

async function start(): Promise<void> {
  const source = { ...client, overview };
  await client.open(new ArrayBuffer(0));
  await startView(document.getElementById('root')!, source, { ...createPageHost(), live: source });
}
void start();
