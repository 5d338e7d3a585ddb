// Exporting a trace by the packaged command line, with progress and a way to cancel.

import { type ChildProcess, execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: string;
  readonly extension: string;
}

/** Asks for format and file, then writes it. */
export async function exportTrace(trace: vscode.Uri, dist: string): Promise<void> {
  const formats: readonly FormatItem[] = [
    { format: 'html', extension: 'html', label: 'HTML', detail: vscode.l10n.t('The timeline as one file that opens in a browser') },
    { format: 'ndjson', extension: 'ndjson', label: 'NDJSON', detail: vscode.l10n.t('One JSON object a line, with vector clocks') },
  ];
  const chosen = await vscode.window.showQuickPick(formats, {
    placeHolder: vscode.l10n.t('Format to export {0} to', basename(trace.fsPath)),
  });
  if (chosen === undefined) return;
  const { format, extension } = chosen;
  const out = await vscode.window.showSaveDialog({
    defaultUri: trace.with({ path: trace.path.replace(/\.ctrace$/, `.${extension}`) }),
    filters: { [chosen.label]: [extension] },
  });
  if (out === undefined) return;
  const fault = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting {0}', basename(trace.fsPath)), cancellable: true },
    (_progress, cancelled) =>
      runCommandLine(dist, ['export', trace.fsPath, '--format', format, '-o', out.fsPath], (child) =>
        cancelled.onCancellationRequested(() => child.kill()),
      ),
  );
  if (fault === 'cancelled') return;
  if (fault !== null) void vscode.window.showErrorMessage(fault);
  else await tellWritten(out);
}

async function tellWritten(out: vscode.Uri): Promise<void> {
  const reveal = vscode.l10n.t('Reveal in File Explorer');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Exported to {0}.', vscode.workspace.asRelativePath(out)),
    reveal,
  );
  if (answer === reveal) await vscode.commands.executeCommand('revealFileInOS', out);
}

/** The packaged command line on the editor's own Node; null when it went well, else what it said. */
function runCommandLine(dist: string, words: readonly string[], started: (child: ChildProcess) => void): Promise<string | null> {
  return new Promise((done) => {
    // The desktop editor's executable is a Node when it is told so.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = execFile(process.execPath, [join(dist, 'cli.cjs'), ...words], { env }, (error, _stdout, stderr) => {
      if (error === null) done(null);
      else if (error.signal != null) done('cancelled');
      else done(stderr.trim() || error.message);
    });
    started(child);
  });
}
