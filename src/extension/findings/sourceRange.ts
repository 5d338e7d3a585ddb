// A line of an editor as a trace is asked for it: the file's names, the line, the function around it.

import * as vscode from 'vscode';
import type { SourceRange } from '../../protocol/timelineSource.ts';
import { namesOf } from './workspaceFile.ts';

/** A language server that still starts is not waited for. */
const patienceMs = 2000;

/** Kinds that can be a function: `const load = async () => …` is a variable. */
const functionKinds: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Variable,
  vscode.SymbolKind.Constant,
  vscode.SymbolKind.Property,
  vscode.SymbolKind.Field,
]);

/** @param line - from 0, as editors count */
export async function sourceRangeAt(document: vscode.TextDocument, line: number): Promise<SourceRange> {
  const body = await functionAround(document, line);
  return {
    files: namesOf(document.uri),
    line: line + 1,
    body: body === null ? null : { firstLine: body.start.line + 1, lastLine: body.end.line + 1 },
  };
}

async function functionAround(document: vscode.TextDocument, line: number): Promise<vscode.Range | null> {
  const asked = vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const symbols = await Promise.race([asked, new Promise<undefined>((late) => setTimeout(() => late(undefined), patienceMs))]);
  let found: vscode.Range | null = null;
  const look = (symbol: vscode.DocumentSymbol | vscode.SymbolInformation): void => {
    const range = 'range' in symbol ? symbol.range : symbol.location.range;
    if (range.start.line > line || range.end.line < line) return;
    if (functionKinds.has(symbol.kind) && (found === null || found.contains(range))) found = range;
    if ('children' in symbol) symbol.children.forEach(look);
  };
  symbols?.forEach(look);
  return found;
}
