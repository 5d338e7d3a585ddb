// Running a program traced: finds Node and a place, opens terminal and timeline, sees the run to its end.

import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { refusal } from '../../host/errors.ts';
import type { OpenedTraces } from '../editor/openedTraces.ts';
import { columnForTimeline } from '../editor/showTarget.ts';
import { openTimeline } from '../editor/timelineEditor.ts';
import type { Problems } from '../findings/problems.ts';
import { watchFindings } from '../findings/watchFindings.ts';
import { tellNoNode } from '../programs/chooseNode.ts';
import { findNode } from '../programs/findNode.ts';
import type { Program } from '../programs/program.ts';
import { readSettings, type Settings, tracesFolderOf } from '../settings.ts';
import { deleteOldTraces, placeForTrace } from './placeForTrace.ts';
import { Recording } from './recording.ts';
import type { Recordings } from './recordings.ts';

export interface RunSurroundings {
  readonly recordings: Recordings;
  readonly traces: OpenedTraces;
  readonly problems: Problems;
  readonly context: vscode.ExtensionContext;
  readonly log: () => vscode.LogOutputChannel;
}

/** Runs `program`; resolves when it has started. Tells the person what is in the way. */
export async function startRun(program: Program, { recordings, traces, problems, context, log }: RunSurroundings): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Programs run only in a workspace that you trust.'));
    return;
  }
  const settings = readSettings(program.folder?.uri);
  const node = await findNode(settings.node);
  if ('tried' in node) return tellNoNode(node);
  const folder = writableFolder(program, context);
  const file = placeForTrace(folder, program.words.at(program.kind === 'program' ? 0 : -1) ?? program.name, new Date());
  const dist = join(context.extensionPath, 'dist');
  const recording = new Recording({ program, node, file, environment: settings.environment, level: settings.level, dist });
  log().info(`${program.name}: Node ${node.version} (${node.path}), trace ${file}`);
  recordings.add(recording);
  recording.show();
  void finishRun(recording, settings, log());
  watchFindings(recording, settings.findings, { traces, problems }).catch((error: unknown) => log().warn(`no findings: ${refusal(error)}`));
  if (settings.openTimeline !== 'whileRunning') return;
  await recording.visible;
  await openTimeline(vscode.Uri.file(file), { preserveFocus: true, viewColumn: columnForTimeline() });
}

/** The folder of traces, or the extension's own storage when the workspace can't be written. */
function writableFolder(program: Program, context: vscode.ExtensionContext): string {
  const wanted = program.folder === undefined ? join(program.cwd, '.trace-concurrency') : tracesFolderOf(program.folder);
  try {
    accessSync(firstExisting(wanted), constants.W_OK);
    return wanted;
  } catch {
    return (context.storageUri ?? context.globalStorageUri).fsPath;
  }
}

function firstExisting(path: string): string {
  try {
    accessSync(path);
    return path;
  } catch {
    const above = dirname(path);
    return above === path ? path : firstExisting(above);
  }
}

async function finishRun(recording: Recording, settings: Settings, log: vscode.LogOutputChannel): Promise<void> {
  const { trace, code, signal } = await recording.ended;
  log.info(`${recording.program.name}: ended (${signal ?? code}), ${trace ? 'trace written' : 'no trace'}`);
  if (!trace) {
    const open = vscode.l10n.t('Show Terminal');
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t('{0} left no trace. The terminal says why.', recording.program.name),
      open,
    );
    if (answer === open) recording.show();
    return;
  }
  if (settings.openTimeline === 'afterwards') await openTimeline(vscode.Uri.file(recording.file), { preserveFocus: true });
  try {
    deleteOldTraces(dirname(recording.file), settings.keepRuns);
  } catch (error) {
    log.warn(`old traces stay: ${refusal(error)}`);
  }
}
