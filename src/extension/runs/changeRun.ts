// What the list does to a run: rename, delete, run again.

import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import type { Program } from '../programs/program.ts';
import type { ListedRun } from './readRun.ts';
import { nameOf } from './runsView.ts';

/** Asks for a name and gives it to the file; what has it already is not touched. */
export async function renameRun(run: ListedRun): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename {0}', nameOf(run)),
    prompt: vscode.l10n.t('A renamed run is kept when old ones are deleted.'),
    value: basename(run.file, '.ctrace'),
    validateInput: (value) =>
      /^[^/\\:*?"<>|]*[^/\\:*?"<>|. ][^/\\:*?"<>|]*$/.test(value) ? null : vscode.l10n.t('A file can’t have this name.'),
  });
  if (name === undefined || name === basename(run.file, '.ctrace')) return;
  const target = vscode.Uri.file(join(dirname(run.file), `${name}.ctrace`));
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(vscode.Uri.file(run.file), target, { overwrite: false });
  if (!(await vscode.workspace.applyEdit(edit)))
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} can’t be renamed: a file of that name is in the way, or the folder can’t be written.', nameOf(run)),
    );
}

/** Asks, then moves the trace to the bin, or deletes an unfinished run's folder. */
export async function deleteRun(run: ListedRun): Promise<void> {
  const remove = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(vscode.l10n.t('Delete the trace of {0}?', nameOf(run)), { modal: true }, remove);
  if (answer !== remove) return;
  if (run.kind === 'unfinished') {
    rmSync(runFolderOf(run.file), { recursive: true, force: true });
    return;
  }
  const uri = vscode.Uri.file(run.file);
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    // No bin on this machine.
    await vscode.workspace.fs.delete(uri);
  }
}

/** The program of a run, to run it again as it was; null when the trace doesn't say. */
export function programOf({ manifest }: ListedRun): Program | null {
  if (manifest === null || manifest.command.length === 0) return null;
  const [first, ...rest] = manifest.command as [string, ...string[]];
  return {
    name: [basename(first), ...rest].join(' '),
    kind: /\.[cm]?[jt]sx?$/.test(first) ? 'program' : 'command',
    words: manifest.command,
    cwd: manifest.cwd,
    folder: vscode.workspace.getWorkspaceFolder(vscode.Uri.file(manifest.cwd)),
  };
}
