// The tests inside the extension host: what the extension does through VS Code's own interface.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTrace } from '../../../src/host/openTrace.ts';
import { readRun } from '../../../src/model/recordedRun.ts';
import { type HostSurroundings, type HostTest, until } from './hostTest.ts';

const id = 'trace-concurrency.trace-concurrency';
const viewType = 'traceConcurrency.timeline';

/** Runs a program of the workspace by command; resolves with its trace when it has ended. */
export async function runProgram({ vscode, workspace }: HostSurroundings, name: string): Promise<string> {
  const before = new Set(tracesIn(workspace));
  await vscode.commands.executeCommand('traceConcurrency.runCurrentFile', vscode.Uri.file(join(workspace, name)));
  return until(() => tracesIn(workspace).find((trace) => !before.has(trace)), `the trace of ${name}`, 30_000);
}

function tracesIn(workspace: string): readonly string[] {
  const folder = join(workspace, '.trace-concurrency');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ctrace'))
    .map((name) => join(folder, name));
}

export function timelineTabs({ vscode }: HostSurroundings): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputCustom && input.viewType === viewType ? [input.uri.fsPath] : []));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

export const hostTests: readonly HostTest[] = [
  {
    name: 'is not active before it is needed, and registers every command of its manifest when it is',
    async run({ vscode }) {
      const extension = vscode.extensions.getExtension(id);
      assert.ok(extension, 'the extension is there');
      assert.equal(extension.isActive, false);
      await extension.activate();
      const known = new Set(await vscode.commands.getCommands(true));
      const promised = (extension.packageJSON.contributes.commands as { command: string }[]).map(({ command }) => command);
      assert.ok(promised.length > 5);
      assert.deepEqual(
        promised.filter((command) => !known.has(command)),
        [],
      );
    },
  },
  {
    name: 'runs a TypeScript file in a terminal and leaves a finished trace of it',
    async run(around) {
      const trace = await runProgram(around, 'two words.ts');
      const { manifest, damage } = readRun(readFileSync(trace));
      assert.equal(damage, null);
      assert.deepEqual(manifest.ended && { code: manifest.ended.code, signal: manifest.ended.signal }, { code: 0, signal: null });
      assert.equal(manifest.command[0], join(around.workspace, 'two words.ts'));
      assert.equal(openTrace(trace).trace.threads.length, 1);
    },
  },
  {
    name: 'opens the timeline of a run beside its source while it runs',
    async run(around) {
      const running = runProgram(around, 'slow.ts');
      await until(() => timelineTabs(around).some((path) => path.endsWith('slow.ctrace')), 'the tab');
      assert.equal(
        timelineTabs(around).some((path) => existsSync(path) && path.endsWith('slow.ctrace')),
        false,
        'the trace is not there yet',
      );
      writeFileSync(join(around.workspace, 'enough'), '');
      await running;
    },
  },
  {
    name: 'gives the program the arguments and the environment of the settings',
    async run(around) {
      const { vscode, workspace } = around;
      const settings = vscode.workspace.getConfiguration('traceConcurrency', vscode.Uri.file(workspace));
      await settings.update('arguments', ['one', 'with "quotes" and spaces'], vscode.ConfigurationTarget.Workspace);
      await settings.update('environment', { GREETING: 'olá' }, vscode.ConfigurationTarget.Workspace);
      await runProgram(around, 'tell.ts');
      const told = JSON.parse(readFileSync(join(workspace, 'told.json'), 'utf8')) as unknown;
      assert.deepEqual(told, { words: ['one', 'with "quotes" and spaces'], greeting: 'olá' });
      await settings.update('arguments', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('environment', undefined, vscode.ConfigurationTarget.Workspace);
    },
  },
  {
    name: 'Stop ends the program and all that it started, detached processes too, and keeps the trace',
    async run(around) {
      const { vscode, workspace } = around;
      rmSync(join(workspace, 'pids.json'), { force: true });
      const running = runProgram(around, 'family.ts');
      const pids = await until(
        () =>
          existsSync(join(workspace, 'pids.json')) ? (JSON.parse(readFileSync(join(workspace, 'pids.json'), 'utf8')) as number[]) : null,
        'the family',
      );
      assert.equal(pids.length, 3);
      assert.deepEqual(pids.filter(isAlive), pids);
      await vscode.commands.executeCommand('traceConcurrency.stop');
      await until(() => !pids.some(isAlive), 'the end of all three');
      const { manifest } = readRun(readFileSync(await running));
      assert.equal(manifest.ended?.signal, 'SIGTERM');
    },
  },
  {
    name: 'keeps as many traces as the settings say, and those that were renamed',
    async run(around) {
      const { vscode, workspace } = around;
      const folder = join(workspace, '.trace-concurrency');
      mkdirSync(folder, { recursive: true });
      const old = ['2020-01-01T00-00-00-a.ctrace', '2020-01-02T00-00-00-b.ctrace'].map((name) => join(folder, name));
      const named = join(folder, 'the one that hung.ctrace');
      for (const path of [...old, named]) writeFileSync(path, 'x');
      const settings = vscode.workspace.getConfiguration('traceConcurrency', vscode.Uri.file(workspace));
      await settings.update('keepRuns', 1, vscode.ConfigurationTarget.Workspace);
      const trace = await runProgram(around, 'two words.ts');
      await until(() => tracesIn(workspace).length === 2, 'the old ones to go');
      assert.deepEqual([...tracesIn(workspace)].sort(), [trace, named].sort());
      await settings.update('keepRuns', undefined, vscode.ConfigurationTarget.Workspace);
      rmSync(named);
    },
  },
  {
    name: 'opens a trace in the timeline, not as text',
    async run(around) {
      const { vscode, workspace } = around;
      const [trace] = tracesIn(workspace);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(trace!));
      await until(() => timelineTabs(around).includes(trace!), 'the custom editor');
    },
  },
];
