// A program as a person means it: a file, or an npm script.

import * as vscode from 'vscode';

export interface Program {
  /** What people call it: `crawler.ts`, `npm run test`. */
  readonly name: string;
  /** A file for Node with its arguments, or a whole command. */
  readonly kind: 'program' | 'command';
  readonly words: readonly string[];
  readonly cwd: string;
  /** Where settings and traces are looked for; undefined for a file outside every folder of the workspace. */
  readonly folder: vscode.WorkspaceFolder | undefined;
}

const sourceName = /\.[cm]?[jt]sx?$/;

/** The file at `uri`, else the one in the editor in front, saved; null after telling the person why not. */
export async function currentFile(uri: vscode.Uri | undefined): Promise<vscode.Uri | null> {
  const chosen = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (chosen === undefined || chosen.scheme !== 'file' || !sourceName.test(chosen.path)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the TypeScript or JavaScript file to run, and try again.'));
    return null;
  }
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === chosen.toString());
  if (open?.isDirty && !(await open.save())) return null;
  return chosen;
}
