// What VS Code calls inside its extension host: runs every test, writes what became of each.

import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { findingTests } from './findingTests.ts';
import type { HostReport, HostResult, HostTest } from './hostTest.ts';
import { hostTests } from './hostTests.ts';
import { limitTests } from './limitTests.ts';

/** Null when it passed. */
function tryOnce(test: HostTest, workspace: string): Promise<string | null> {
  return test.run({ vscode, workspace }).then(
    () => null,
    (thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
  );
}

export async function run(): Promise<void> {
  const file = process.env.HOST_REPORT;
  if (file === undefined) throw new Error('expected HOST_REPORT, the file to write to');
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const results: HostResult[] = [];
  for (const test of [...hostTests, ...findingTests, ...limitTests]) {
    const startedAt = Date.now();
    const first = await tryOnce(test, workspace);
    // As everywhere in this suite; see scripts/test.mjs.
    const error = first === null ? null : await tryOnce(test, workspace);
    results.push({ name: test.name, error, failedFirst: first, ms: Date.now() - startedAt });
    // After each, so that a host that dies leaves what is known.
    writeFileSync(file, JSON.stringify({ vscode: vscode.version, node: process.version, results } satisfies HostReport));
  }
  const failed = results.filter(({ error }) => error !== null);
  if (failed.length > 0) throw new Error(`${failed.length} of ${results.length} failed`);
}
