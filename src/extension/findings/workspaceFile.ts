// Which file of the workspace a trace means. A trace is untrusted: nothing outside of the workspace's folders is touched.

import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';

/** The person's own file called `file`, a path or URL; null when it is outside of the workspace, or in its `node_modules`. */
export function workspaceFile(file: string): vscode.Uri | null {
  const path = pathOf(file);
  if (path === null) return null;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    // Node names files by where they really lie; the workspace may have been opened by a link.
    for (const folder of new Set([uri.fsPath, realPath(uri.fsPath)])) {
      const inside = relative(folder, path);
      if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') continue;
      return inside.split(sep).includes('node_modules') ? null : vscode.Uri.joinPath(uri, inside.replaceAll(sep, '/'));
    }
  }
  return null;
}

/** The path itself and where it really lies. */
export function namesOf(file: vscode.Uri): readonly string[] {
  return [...new Set([file.fsPath, realPath(file.fsPath)])];
}

function pathOf(file: string): string | null {
  try {
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    return isAbsolute(path) ? path : null;
  } catch {
    return null;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
