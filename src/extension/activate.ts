// The extension's entry: registers what the manifest promises, and does nothing until it is asked for.

import * as vscode from 'vscode';
import { writeNumbersAs } from '../layout/numberMarks.ts';
import { commandHandlers } from './commands.ts';
import { OpenedTraces } from './editor/openedTraces.ts';
import { TimelineEditor, timelineViewType } from './editor/timelineEditor.ts';
import { Timelines } from './editor/timelines.ts';
import { Problems } from './findings/problems.ts';
import { registerShowActions } from './findings/showActions.ts';
import { registerRunLenses } from './lenses/runLenses.ts';
import { Recordings } from './runs/recordings.ts';
import { RunsView, runsViewId } from './runs/runsView.ts';
import { showRecordings } from './runs/statusItem.ts';
import { spokenLanguage } from './spokenLanguage.ts';

/** Called by VS Code once, when a command, a view or a `.ctrace` first needs us. */
export function activate(context: vscode.ExtensionContext): void {
  writeNumbersAs(spokenLanguage().language);
  let channel: vscode.LogOutputChannel | undefined;
  const log = (): vscode.LogOutputChannel => {
    if (channel === undefined) {
      channel = vscode.window.createOutputChannel('Trace Concurrency', { log: true });
      context.subscriptions.push(channel);
    }
    return channel;
  };
  const recordings = new Recordings();
  const view = new RunsView(recordings, (context.storageUri ?? context.globalStorageUri).fsPath);
  const traces = new OpenedTraces(context.extensionUri, log, ({ fsPath }) => recordings.expect(fsPath));
  const timelines = new Timelines();
  const problems = new Problems();
  const handlers = commandHandlers({ recordings, traces, problems, context, log }, timelines, view);
  context.subscriptions.push(
    recordings,
    view,
    problems,
    registerShowActions(),
    registerRunLenses(),
    showRecordings(recordings),
    vscode.window.registerTreeDataProvider(runsViewId, view),
    vscode.window.registerCustomEditorProvider(timelineViewType, new TimelineEditor(context.extensionUri, traces, timelines, log), {
      supportsMultipleEditorsPerDocument: true,
    }),
    ...Object.entries(handlers).map(([id, handler]) =>
      vscode.commands.registerCommand(`traceConcurrency.${id}`, (...given: unknown[]) =>
        handler(...given).catch((error) => tell(error, log())),
      ),
    ),
  );
}

/** What no handler foresaw: in words for the person, with its stack in the output. */
function tell(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
  const show = vscode.l10n.t('Show Output');
  void vscode.window
    .showErrorMessage(vscode.l10n.t('Trace Concurrency: {0}', error instanceof Error ? error.message : String(error)), show)
    .then((answer) => {
      if (answer === show) log.show();
    });
}
