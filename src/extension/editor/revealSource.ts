// From the timeline to the line: in the editor beside, and only where the workspace reaches, unless the person says yes.

import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import type { SourcePlace } from '../../protocol/timelineSource.ts';

/** Opens the place beside the timeline in `timelineColumn`. A trace is untrusted: what lies outside the workspace is asked for first. */
export async function revealSource(place: SourcePlace, timelineColumn: vscode.ViewColumn | undefined): Promise<void> {
  const uri = uriOf(place.file);
  if (uri === null) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The source {0} is no file: Node itself brings it.', place.file));
    return;
  }
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined && !(await mayOpen(uri))) return;
  const at = new vscode.Position(place.line - 1, place.column - 1);
  try {
    const editor = await vscode.window.showTextDocument(uri, {
      viewColumn: columnBeside(timelineColumn),
      selection: new vscode.Range(at, at),
    });
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The source {0} can’t be opened. It has been moved or deleted since the run.', vscode.workspace.asRelativePath(uri)),
    );
  }
}

/** A text editor that stands beside already is better than a third column. */
function columnBeside(timelineColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== timelineColumn);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}

function uriOf(file: string): vscode.Uri | null {
  try {
    if (file.startsWith('file:')) return vscode.Uri.file(fileURLToPath(file));
  } catch {
    return null;
  }
  return /^([/\\]|[A-Za-z]:[/\\])/.test(file) ? vscode.Uri.file(file) : null;
}

async function mayOpen(uri: vscode.Uri): Promise<boolean> {
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('The trace points to a file outside this workspace. Open it?'),
    { modal: true, detail: uri.fsPath },
    open,
  );
  return answer === open;
}
