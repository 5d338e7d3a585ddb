// The timeline on a tab: ties a webview to the trace that it shows.

import * as vscode from 'vscode';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { checkViewMessage, type EditorMessage, type ViewMessage } from '../../protocol/editorMessages.ts';
import type { OpenedTrace } from './openedTrace.ts';
import type { OpenedTraces } from './openedTraces.ts';
import { timelinePage, webviewFolder } from './page.ts';
import { revealSource } from './revealSource.ts';
import { Timeline, type Timelines } from './timelines.ts';
import { describeTrouble } from './trouble.ts';

export const timelineViewType = 'traceConcurrency.timeline';

/** Opens a `.ctrace` on a tab, or the run that will become it; without a column, the tab that it has already comes to the front. */
export async function openTimeline(trace: vscode.Uri, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  const viewColumn = options.viewColumn ?? columnOf(trace) ?? vscode.ViewColumn.Active;
  await vscode.commands.executeCommand('vscode.openWith', trace, timelineViewType, { preview: false, ...options, viewColumn });
}

/** Where its timeline is open, the active group before the others. */
function columnOf(trace: vscode.Uri): vscode.ViewColumn | undefined {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const shows = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputCustom && input.viewType === timelineViewType && input.uri.toString() === trace.toString();
  return [activeTabGroup, ...all].find(({ tabs }) => tabs.some(shows))?.viewColumn;
}

/** The trace on the tab in front; null when another thing is there. */
export function activeTrace(): vscode.Uri | null {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === timelineViewType ? input.uri : null;
}

export class TimelineEditor implements vscode.CustomReadonlyEditorProvider<OpenedTrace> {
  readonly #extension: vscode.Uri;
  readonly #traces: OpenedTraces;
  readonly #timelines: Timelines;
  readonly #log: () => vscode.LogOutputChannel;

  constructor(extension: vscode.Uri, traces: OpenedTraces, timelines: Timelines, log: () => vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#traces = traces;
    this.#timelines = timelines;
    this.#log = log;
  }

  openCustomDocument(uri: vscode.Uri): OpenedTrace {
    return this.#traces.hold(uri);
  }

  resolveCustomEditor(trace: OpenedTrace, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const post = (message: EditorMessage): void => void webview.postMessage(message);
    const timeline = new Timeline(trace.uri, panel, post);
    let view: number | null = null;

    const attach = (): void => {
      if (view !== null) trace.removeView(view);
      view = trace.addView({
        read(live) {
          post({ kind: 'opened', live });
          timeline.opened();
        },
        unreadable(code, message) {
          post({ kind: 'trouble', ...describeTrouble(code, message) });
          timeline.failed();
        },
        answer: (channel, message) => post({ kind: 'answer', channel, message }),
      });
    };
    const act = (message: ViewMessage): void => {
      switch (message.kind) {
        case 'ready':
          return attach();
        case 'reopen':
          return trace.reopen();
        case 'request':
          return view === null ? undefined : trace.request(view, message.channel, message.message);
        case 'close':
          return view === null ? undefined : trace.closeChannel(view, message.channel);
        case 'reveal':
          return void revealSource(message.place, panel.viewColumn);
        case 'shown':
          return timeline.answered(message.id, message);
        case 'copy':
          return void vscode.env.clipboard.writeText(message.text);
        default:
          return assertUnreachable(message);
      }
    };

    webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(this.#extension)] };
    webview.onDidReceiveMessage((message: unknown) => {
      const checked = checkViewMessage(message);
      if (checked === null) this.#log().warn('A message of the timeline was dropped: it is none that a timeline sends.');
      else act(checked);
    });
    this.#timelines.add(timeline);
    panel.onDidDispose(() => {
      if (view !== null) trace.removeView(view);
    });
    webview.html = timelinePage(webview, this.#extension);
  }
}
