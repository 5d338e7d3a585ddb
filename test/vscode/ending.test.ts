// Runs whose watcher is gone: whatever dies, by whatever means, everything that the run started ends, and its trace opens as finished.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { descendantsOf } from '../../src/host/processTree.ts';
import { isRunning } from '../../src/host/writers.ts';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe.runIf(process.platform !== 'win32')('a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-ending-'));
  const place = join(folder, '.trace-concurrency');
  let bench: Workbench;

  const traces = (): readonly string[] => (existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.ctrace')) : []);
  const commandOf = (pid: number): string => spawnSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  /** The processes of this test's server whose command line says so; `ps` may be missing where there is /proc. */
  const ofServer = (word: string): readonly number[] =>
    descendantsOf(bench.server.pid).filter((pid) => {
      const file = `/proc/${pid}/cmdline`;
      return (existsSync(file) ? readFileSync(file, 'utf8') : commandOf(pid)).includes(word);
    });
  /** Starts the program with children, one of them detached; resolves with all of their pids. */
  const startFamily = async (): Promise<readonly number[]> => {
    rmSync(join(folder, 'pids.json'), { force: true });
    await bench.open('family.ts');
    await bench.command('Trace Concurrency: Run Current File');
    await (await bench.timeline()).locator('.status .recording', { hasText: /^recording/ }).waitFor();
    const pids = await until(
      () => existsSync(join(folder, 'pids.json')) && (JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8')) as number[]),
      'the family',
    );
    expect(pids.filter(isRunning)).toEqual(pids);
    return pids;
  };

  beforeAll(async () => {
    cpSync(join(root, 'test/fixtures/workspace'), folder, { recursive: true });
    bench = await openWorkbench(folder, { extension: packExtension() });
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => bench.shoot(`failed ${task.name.slice(0, 40)}`));
  });

  it('ends with all that it started when its terminal’s process is killed, and its trace is there', async () => {
    const pids = await startFamily();
    const [terminal] = ofServer('terminalMain.cjs');
    process.kill(terminal!, 'SIGKILL');
    await until(() => !pids.some(isRunning), 'the end of the family');
    await until(() => traces().length === 1, 'the trace');
    await (await bench.timeline()).locator('.banner', { hasText: 'killed by' }).waitFor();
    await bench.page.locator('.statusbar-item', { hasText: 'family.ts' }).waitFor({ state: 'detached' });
    expect(await bench.page.locator('.notification-toast', { hasText: 'left no trace' }).count()).toBe(0);
    await bench.command('View: Close All Editors');
  });

  it('ends with all that it started when the window reloads, and its tab shows the finished trace', async () => {
    const pids = await startFamily();
    await bench.reload();
    await until(() => !pids.some(isRunning), 'the end of the family');
    await until(() => traces().length === 2, 'the trace');
    await (await bench.timeline()).locator('.banner', { hasText: 'killed by' }).waitFor();
    await bench.command('View: Close All Editors');
  });

  it('ends with all that it started when the extension host is killed, and its trace opens as finished', async () => {
    const pids = await startFamily();
    const [host] = ofServer('--type=extensionHost');
    process.kill(host!, 'SIGKILL');
    await until(() => !pids.some(isRunning), 'the end of the family');
    await until(() => traces().length === 3, 'the trace');
    // Extensions stand still until their host has been started anew; a window that comes back has forgotten its newest tabs.
    await bench.page.reload();
    await (await bench.runs()).filter({ hasText: 'family.ts' }).first().click();
    await (await bench.timeline()).locator('.banner', { hasText: 'killed by' }).waitFor();
  });
});
