// The npm scripts of a workspace, for the person to pick one.

import * as vscode from 'vscode';
import type { Program } from './program.ts';

interface ScriptItem extends vscode.QuickPickItem {
  readonly program?: Program;
}

const mostPackages = 100;

/** Lets the person pick a script of the `package.json` at `uri`, or of all in the workspace; undefined when they don't. */
export async function pickNpmScript(uri: vscode.Uri | undefined): Promise<Program | undefined> {
  const packages = uri === undefined ? await vscode.workspace.findFiles('**/package.json', '**/node_modules/**', mostPackages) : [uri];
  const items = (await Promise.all(packages.sort(byDepth).map(itemsOf))).flat();
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No package.json of this workspace has scripts.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick<ScriptItem>(items, {
    placeHolder: vscode.l10n.t('npm script to run traced'),
    matchOnDetail: true,
  });
  return picked?.program;
}

function byDepth(one: vscode.Uri, other: vscode.Uri): number {
  return one.path.split('/').length - other.path.split('/').length || one.path.localeCompare(other.path);
}

async function itemsOf(file: vscode.Uri): Promise<readonly ScriptItem[]> {
  const scripts = await readScripts(file);
  if (scripts.length === 0) return [];
  const cwd = vscode.Uri.joinPath(file, '..').fsPath;
  const folder = vscode.workspace.getWorkspaceFolder(file);
  return [
    { label: vscode.workspace.asRelativePath(file), kind: vscode.QuickPickItemKind.Separator },
    ...scripts.map(
      ([name, line]): ScriptItem => ({
        label: name,
        detail: line,
        program: { name: `npm run ${name}`, kind: 'command', words: ['npm', 'run', name], cwd, folder },
      }),
    ),
  ];
}

/** A package.json that can't be read has no scripts. */
async function readScripts(file: vscode.Uri): Promise<readonly (readonly [string, string])[]> {
  try {
    const content = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as { readonly scripts?: unknown };
    if (typeof content.scripts !== 'object' || content.scripts === null) return [];
    return Object.entries(content.scripts).flatMap(([name, line]) => (typeof line === 'string' ? [[name, line] as const] : []));
  } catch {
    return [];
  }
}
