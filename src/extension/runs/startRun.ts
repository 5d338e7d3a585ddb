// Running a program traced: finds Node and a place, opens terminal and timeline, sees the run to its end.

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
import { readSettings, type Settings, settingsSection, tracesFolderOf } from '../settings.ts';
import { type LimitTexts, limitWords } from './limitWords.ts';
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
  const file = findPlace(program, context);
  const dist = join(context.extensionPath, 'dist');
  const { environment, level, startPaused } = settings;
  const { words, wrong } = limitWords(settings.limits);
  for (const name of wrong) void tellWrongLimit(name, settings.limits[name]);
  const recording = new Recording({ program, node, file, environment, level, limits: words, startPaused, dist });
  log().info(`${program.name}: Node ${node.version} (${node.path}), trace ${file}`);
  recordings.add(recording);
  recording.show();
  void finishRun(recording, settings, log());
  watchFindings(recording, settings.findings, { traces, problems }).catch((error: unknown) => log().warn(`no findings: ${refusal(error)}`));
  if (settings.openTimeline !== 'whileRunning') return;
  // At once: the view starts while the program does, and waits for what it records.
  await openTimeline(vscode.Uri.file(file), { preserveFocus: true, viewColumn: columnForTimeline() });
}

/** The program runs all the same, and the person can put the setting right meanwhile. */
async function tellWrongLimit(name: keyof LimitTexts, text: string): Promise<void> {
  const setting = `${settingsSection}.${name}`;
  const open = vscode.l10n.t('Open Settings');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('The setting {0} can’t be understood: {1}. The run is recorded without it.', setting, JSON.stringify(text)),
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

/** A free name in the folder of traces; in the extension's own storage, after telling the person, where that folder can't be written. */
function findPlace(program: Program, context: vscode.ExtensionContext): string {
  const wanted = program.folder === undefined ? join(program.cwd, '.trace-concurrency') : tracesFolderOf(program.folder);
  const words = program.words.at(program.kind === 'program' ? 0 : -1) ?? program.name;
  try {
    return placeForTrace(wanted, words, new Date());
  } catch (error) {
    const own = (context.storageUri ?? context.globalStorageUri).fsPath;
    const place = placeForTrace(own, words, new Date());
    const shown = vscode.workspace.asRelativePath(wanted);
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The folder {0} can’t be written ({1}). The trace goes to {2}; the list of runs shows it.', shown, refusal(error), own),
    );
    return place;
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
