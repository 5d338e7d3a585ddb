// Asking the person for a Node: when there is none that can be traced, and by command.

import * as vscode from 'vscode';
import { settingsSection } from '../settings.ts';
import { findNode, type NoNode } from './findNode.ts';

/** Says that no Node can be used, and offers what helps. */
export async function tellNoNode({ wanted, tried }: NoNode): Promise<void> {
  const choose = vscode.l10n.t('Choose Node…');
  const settings = vscode.l10n.t('Open Settings');
  const download = vscode.l10n.t('Download Node.js');
  const message = vscode.l10n.t('No Node that can be traced was found. Expected {0}; found {1}.', wanted, tried.join(', '));
  const answer = await vscode.window.showErrorMessage(message, choose, settings, download);
  if (answer === choose) await chooseNode();
  else if (answer === settings) await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.node`);
  else if (answer === download) await vscode.env.openExternal(vscode.Uri.parse('https://nodejs.org/en/download'));
}

/** Lets the person pick an executable; one that can't be traced is refused with the reason. */
export async function chooseNode(): Promise<void> {
  const [picked] =
    (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Node that runs traced programs'), canSelectMany: false })) ?? [];
  if (picked === undefined) return;
  const found = await findNode(picked.fsPath);
  if ('tried' in found) {
    await tellNoNode(found);
    return;
  }
  const target = vscode.workspace.workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration(settingsSection).update('node', picked.fsPath, target);
  void vscode.window.showInformationMessage(vscode.l10n.t('Traced programs now run on Node {0}.', found.version));
}
