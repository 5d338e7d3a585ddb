// The extension inside a real extension host: the desktop VS Code when VSCODE_DESKTOP names a version, else code-server.

import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/vscode/server.ts';
import { findingTests } from './host/findingTests.ts';
import type { HostReport } from './host/hostTest.ts';
import { hostTests } from './host/hostTests.ts';
import { limitTests } from './host/limitTests.ts';

/** A stand-in for `code`, which must be an executable file: it runs the shim on this Node. */
function writeExecutable(folder: string): string {
  const file = join(folder, 'code');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'test/support/vscode/codeShim.ts')}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

async function buildTests(folder: string): Promise<string> {
  const outfile = join(folder, 'hostEntry.cjs');
  await build({
    entryPoints: [join(root, 'test/vscode/host/hostEntry.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

describe('in the extension host', () => {
  // Spaces, quotes and letters beyond ASCII: paths that break what is not quoted.
  const folder = mkdtempSync(join(tmpdir(), 'vscode-host-'));
  const workspace = join(folder, "o'brien & ação");
  let report: HostReport | null = null;

  beforeAll(async () => {
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    const file = join(folder, 'report.json');
    const desktop = process.env.VSCODE_DESKTOP;
    await runTests({
      ...(desktop === undefined || desktop === '' ? { vscodeExecutablePath: writeExecutable(folder) } : { version: desktop }),
      extensionDevelopmentPath: root,
      extensionTestsPath: await buildTests(folder),
      extensionTestsEnv: { HOST_REPORT: file },
      launchArgs: [workspace],
    }).catch(() => 1);
    // A run that never started has written nothing: every test below then fails.
    if (existsSync(file)) report = JSON.parse(readFileSync(file, 'utf8')) as HostReport;
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([...hostTests, ...findingTests, ...limitTests].map(({ name }) => name))('%s', (name) => {
    const result = report?.results.find((one) => one.name === name);
    expect(result, 'it did not run').toBeDefined();
    if (result?.failedFirst != null) console.log(`${name}: needed a second try, for ${result.failedFirst}`);
    expect(result?.error).toBeNull();
  });
});
