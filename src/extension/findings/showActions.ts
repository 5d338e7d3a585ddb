// The light bulb on a finding: shows its evidence on the timeline.

import * as vscode from 'vscode';
import { settingsSection } from '../settings.ts';
import { problemSource } from './problems.ts';

export function registerShowActions(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (_document, _range, { diagnostics }) => diagnostics.filter(({ source }) => source === problemSource).map(actionFor),
  };
  return vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

function actionFor(problem: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Show in Timeline');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  action.command = { command: `${settingsSection}.showFinding`, title, arguments: argumentsOf(problem) };
  return action;
}

/** They stand in the link of the problem. */
function argumentsOf({ code }: vscode.Diagnostic): unknown[] {
  if (typeof code !== 'object') return [];
  try {
    return JSON.parse(decodeURIComponent(code.target.query)) as unknown[];
  } catch {
    return [];
  }
}
