// Every command and what it does.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { refusal } from '../host/errors.ts';
import { activeTrace, openTimeline } from './editor/timelineEditor.ts';
import type { Timelines } from './editor/timelines.ts';
import { findingCommands } from './findings/findingCommands.ts';
import { chooseNode } from './programs/chooseNode.ts';
import { pickNpmScript } from './programs/npmScripts.ts';
import { currentFile } from './programs/program.ts';
import { deleteRun, programOf, renameRun } from './runs/changeRun.ts';
import { exportTrace } from './runs/exportTrace.ts';
import type { Recording } from './runs/recording.ts';
import type { RunNode, RunsView } from './runs/runsView.ts';
import { type RunSurroundings, startRun } from './runs/startRun.ts';
import { readSettings } from './settings.ts';

type Handler = (...given: unknown[]) => Promise<void>;

/** What each command does, by its id without the prefix. */
export function commandHandlers(around: RunSurroundings, timelines: Timelines, view: RunsView): Readonly<Record<string, Handler>> {
  const { recordings, context } = around;
  const dist = join(context.extensionPath, 'dist');

  async function runCurrentFile(uri?: vscode.Uri): Promise<void> {
    const file = await currentFile(uri);
    if (file === null) return;
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const words = [file.fsPath, ...readSettings(file).arguments];
    await startRun(
      { name: basename(file.fsPath), kind: 'program', words, cwd: folder?.uri.fsPath ?? dirname(file.fsPath), folder },
      around,
    );
  }

  /** The recording of `node`, else the only one that comes into question, else the one that the person picks. */
  async function pickRecording(node: RunNode | undefined, among: readonly Recording[], prompt: string): Promise<Recording | undefined> {
    if (node !== undefined) return node.kind === 'run' ? recordings.find(node.run.file) : undefined;
    if (among.length <= 1) return among[0];
    const items = among.map((recording) => ({ label: recording.program.name, description: basename(recording.file), recording }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: prompt });
    return picked?.recording;
  }

  async function stop(node?: RunNode): Promise<void> {
    (await pickRecording(node, recordings.running, vscode.l10n.t('Program to stop')))?.stop();
  }

  async function setPaused(isPaused: boolean, node?: RunNode): Promise<void> {
    const among = recordings.running.filter((recording) => recording.isPaused !== isPaused);
    const prompt = isPaused ? vscode.l10n.t('Recording to pause') : vscode.l10n.t('Recording to resume');
    const recording = await pickRecording(node, among, prompt);
    if (recording === undefined) return;
    try {
      recordings.setPaused(recording, isPaused);
    } catch (error) {
      const name = recording.program.name;
      void vscode.window.showWarningMessage(
        isPaused
          ? vscode.l10n.t('The recording of {0} can’t be paused now ({1}).', name, refusal(error))
          : vscode.l10n.t('The recording of {0} can’t be resumed now ({1}).', name, refusal(error)),
      );
    }
  }

  async function openTrace(): Promise<void> {
    const picked = await vscode.window.showOpenDialog({
      canSelectMany: true,
      title: vscode.l10n.t('Open Trace'),
      filters: { [vscode.l10n.t('Concurrency traces')]: ['ctrace'] },
    });
    for (const uri of picked ?? []) await openTimeline(uri);
  }

  async function showTimeline(): Promise<void> {
    const newest = recordings.running.at(-1)?.file ?? view.newest()?.file;
    if (newest !== undefined) return openTimeline(vscode.Uri.file(newest));
    await tellNoTrace();
  }

  async function tellNoTrace(): Promise<void> {
    const run = vscode.l10n.t('Run Current File');
    const open = vscode.l10n.t('Open Trace…');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('No program of this workspace has been traced yet.'),
      run,
      open,
    );
    if (answer === run) await runCurrentFile();
    else if (answer === open) await openTrace();
  }

  const ofRun =
    (act: (node: RunNode & { kind: 'run' }) => Promise<void>): Handler =>
    async (node) => {
      const given = node as RunNode | undefined;
      if (given?.kind === 'run') await act(given);
    };
  const thenRefresh = (act: (node: RunNode & { kind: 'run' }) => Promise<void>): Handler =>
    ofRun(async (node) => {
      await act(node);
      view.refresh();
    });

  return {
    ...findingCommands(around, timelines, view, tellNoTrace),
    runCurrentFile: (uri) => runCurrentFile(uri instanceof vscode.Uri ? uri : undefined),
    async runNpmScript(uri) {
      const program = await pickNpmScript(uri instanceof vscode.Uri ? uri : undefined);
      if (program !== undefined) await startRun(program, around);
    },
    stop: (node) => stop(node as RunNode | undefined),
    pauseRecording: (node) => setPaused(true, node as RunNode | undefined),
    resumeRecording: (node) => setPaused(false, node as RunNode | undefined),
    openTrace,
    async exportTrace(given) {
      const node = given as RunNode | undefined;
      const trace = given instanceof vscode.Uri ? given : node?.kind === 'run' ? vscode.Uri.file(node.run.file) : activeTrace();
      if (trace !== null) await exportTrace(trace, dist);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Open the trace to export, and try again.'));
    },
    showTimeline,
    chooseNode,
    refreshRuns: async () => view.refresh(),
    openRun: ofRun(({ run }) => openTimeline(vscode.Uri.file(run.file))),
    runAgain: ofRun(async ({ run }) => {
      const program = programOf(run);
      if (program !== null) await startRun(program, around);
    }),
    renameRun: thenRefresh(({ run }) => renameRun(run)),
    deleteRun: thenRefresh(({ run }) => deleteRun(run)),
    revealRun: ofRun(async ({ run }) => void (await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(run.file)))),
  };
}
