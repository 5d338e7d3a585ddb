// The commands between source, findings and timeline.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { showTarget } from '../editor/showTarget.ts';
import { activeTrace } from '../editor/timelineEditor.ts';
import type { Timelines } from '../editor/timelines.ts';
import { readRunAt } from '../runs/readRun.ts';
import { nameOf, type RunNode, type RunsView } from '../runs/runsView.ts';
import type { RunSurroundings } from '../runs/startRun.ts';
import { followFindings } from './followFindings.ts';
import { sourceRangeAt } from './sourceRange.ts';
import { keyOf } from './watchFindings.ts';

type Handler = (...given: unknown[]) => Promise<void>;

/** @param noTrace - tells that nothing has been traced yet, and offers what helps */
export function findingCommands(
  { recordings, traces, problems }: RunSurroundings,
  timelines: Timelines,
  view: RunsView,
  noTrace: () => Promise<void>,
): Readonly<Record<string, Handler>> {
  const newestRun = (): vscode.Uri | null => {
    const file = recordings.running.at(-1)?.file ?? view.newest()?.file;
    return file === undefined ? null : vscode.Uri.file(file);
  };

  /** The evidence of a finding, from the link that stands at it. */
  async function showFinding(trace: unknown, id: unknown): Promise<void> {
    if (typeof trace !== 'string' || typeof id !== 'string') return;
    const uri = vscode.Uri.parse(trace, true);
    const shown = await showTarget(timelines, uri, { kind: 'finding', id }, { step: 1, preserveFocus: false });
    if (shown?.total === 0) void vscode.window.showInformationMessage(vscode.l10n.t('{0} has this finding no more.', nameOfTrace(uri)));
  }

  async function showLine(step: 1 | -1): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || editor.document.uri.scheme !== 'file') {
      void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a line of a program, and try again.'));
      return;
    }
    const trace = timelines.newest ?? newestRun();
    if (trace === null) return noTrace();
    const line = editor.selection.active.line;
    const range = await sourceRangeAt(editor.document, line);
    // The cursor stays in the source: the same keys go on to the next.
    const shown = await showTarget(timelines, trace, { kind: 'source', range }, { step, preserveFocus: true });
    if (shown === null) return;
    const run = nameOfTrace(trace);
    const place = `${basename(editor.document.uri.path)}:${line + 1}`;
    if (shown.total === 0) void vscode.window.showInformationMessage(vscode.l10n.t('Nothing ran at {0} in {1}.', place, run));
    else vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: {1} of {2} on the timeline', place, shown.at, shown.total), 8000);
  }

  /** Of the trace that is meant, all findings, in the Problems panel. */
  async function showFindings(given: unknown): Promise<void> {
    const node = given as RunNode | undefined;
    const trace = node?.kind === 'run' ? vscode.Uri.file(node.run.file) : (activeTrace() ?? newestRun());
    if (trace === null) return noTrace();
    const manifest = readRunAt(trace.fsPath)?.manifest ?? null;
    const command = manifest?.command ?? [];
    const run = { program: keyOf({ words: command, cwd: manifest?.cwd ?? trace.toString() }), trace, entry: command[0] ?? null };
    let count = 0;
    const { told, stop } = followFindings(traces.hold(trace), (findings) => {
      count = findings.length;
      problems.show(run, findings);
    });
    if ((await whileTold(told, stop)) === 'cancelled') return;
    const name = nameOfTrace(trace);
    if (count === 0) void vscode.window.showInformationMessage(vscode.l10n.t('Nothing went wrong in {0}.', name));
    else await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  }

  return {
    showFinding,
    showInTimeline: () => showLine(1),
    showInTimelinePrevious: () => showLine(-1),
    showFindings,
    clearFindings: async () => problems.clear(),
  };
}

/** Before that nobody wonders what goes on. */
const quickMs = 1000;

/** Shows progress when it takes long, with a way to cancel it. */
async function whileTold(told: Promise<void>, stop: () => void): Promise<'told' | 'cancelled'> {
  const done = told.then((): 'told' => 'told');
  const first = await Promise.race([done, new Promise<'late'>((late) => setTimeout(() => late('late'), quickMs))]);
  if (first === 'told') return first;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Looking for findings'), cancellable: true },
    (_progress, cancelled) =>
      Promise.race([
        done,
        new Promise<'cancelled'>((leave) =>
          cancelled.onCancellationRequested(() => {
            stop();
            leave('cancelled');
          }),
        ),
      ]),
  );
}

/** What people call the run. */
function nameOfTrace(trace: vscode.Uri): string {
  const run = trace.scheme === 'file' ? readRunAt(trace.fsPath) : null;
  return run === null ? basename(trace.path, '.ctrace') : nameOf(run);
}
