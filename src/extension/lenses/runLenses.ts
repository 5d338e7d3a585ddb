// The lens over a program's entry that runs it with a timeline.

import * as vscode from 'vscode';
import { settingsSection } from '../settings.ts';
import { findEntry } from './findEntry.ts';
import { isPackageTarget } from './packageTargets.ts';

const languages = ['typescript', 'javascript', 'typescriptreact', 'javascriptreact'] as const;
const notPrograms = /\.d\.[cm]?ts$|[\\/]node_modules[\\/]/;
/** A longer file was made by a program. */
const longestText = 500_000;

export function registerRunLenses(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = { onDidChangeCodeLenses: changed.event, provideCodeLenses: lensesOf };
  const selector = languages.map((language): vscode.DocumentFilter => ({ scheme: 'file', language }));
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(selector, provider),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${settingsSection}.codeLens`)) changed.fire();
    }),
  );
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!vscode.workspace.isTrusted || notPrograms.test(document.uri.fsPath)) return [];
  if (vscode.workspace.getConfiguration(settingsSection, document.uri).get('codeLens') === false) return [];
  const line = entryOf(document);
  if (line === null) return [];
  const command: vscode.Command = {
    command: `${settingsSection}.runCurrentFile`,
    title: `$(graph-scatter) ${vscode.l10n.t('Run with Timeline')}`,
    tooltip: vscode.l10n.t('Run this program and see its processes, threads and coroutines on a timeline'),
    arguments: [document.uri],
  };
  return [new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command)];
}

function entryOf(document: vscode.TextDocument): number | null {
  const text = document.getText();
  const entry = text.length > longestText ? null : findEntry(text);
  if (entry !== null) return entry;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return folder !== undefined && isPackageTarget(document.uri.fsPath, folder.uri.fsPath) ? 0 : null;
}
