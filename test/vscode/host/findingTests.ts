// The tests inside the extension host of what a run tells: problems, lenses, the way between source and timeline.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Vscode from 'vscode';
import { readRun } from '../../../src/model/recordedRun.ts';
import { type HostSurroundings, type HostTest, until } from './hostTest.ts';
import { runProgram, timelineTabs } from './hostTests.ts';

const source = 'Trace Concurrency';

function problemsOf({ vscode, workspace }: HostSurroundings, name: string): readonly Vscode.Diagnostic[] {
  const problems = vscode.languages.getDiagnostics(vscode.Uri.file(join(workspace, name))).filter((problem) => problem.source === source);
  // A busy machine holds up the event loop as well: that is no fault of the extension's.
  return problems.filter(({ message }) => !message.includes('held up') || message.startsWith('busy'));
}

/** Of `wrong.ts`. @throws Error that says which there are instead */
async function awaitProblems(around: HostSurroundings, count: number, what: string): Promise<void> {
  await until(() => problemsOf(around, 'wrong.ts').length === count, what).catch((error: Error) => {
    throw new Error(`${error.message}; there are ${JSON.stringify(inWords(problemsOf(around, 'wrong.ts')))}`);
  });
}

/** `12 never …`: the line from 1 and the message. */
function inWords(problems: readonly Vscode.Diagnostic[]): readonly string[] {
  return problems.map(({ range, message }) => `${range.start.line + 1} ${message.replaceAll(/\d[\d.]* (?:s|ms)/g, 'T')}`).toSorted();
}

const wrong = [
  '14 Nobody handled the rejection of fails: Error: boom',
  '19 busy held up the event loop for T.',
  '7 2 calls of hang never settled: nothing has ended their wait here.',
].toSorted();

async function lensesOf({ vscode, workspace }: HostSurroundings, name: string): Promise<readonly Vscode.CodeLens[]> {
  const document = await vscode.workspace.openTextDocument(join(workspace, name));
  const lenses = await vscode.commands.executeCommand<Vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return lenses.filter(({ command }) => command?.command === 'traceConcurrency.runCurrentFile');
}

/** Runs `body` while the workspace folder has these settings. */
export async function withSettings(
  { vscode, workspace }: HostSurroundings,
  values: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const settings = vscode.workspace.getConfiguration('traceConcurrency', vscode.Uri.file(workspace));
  const set = async (undo: boolean): Promise<void> => {
    for (const [name, value] of Object.entries(values))
      await settings.update(name, undo ? undefined : value, vscode.ConfigurationTarget.Workspace);
  };
  await set(false);
  await work().finally(() => set(true));
}

export const findingTests: readonly HostTest[] = [
  {
    name: 'shows what goes wrong in the Problems panel while the program runs, and all of it at the end',
    async run(around) {
      const { vscode, workspace } = around;
      rmSync(join(workspace, 'enough'), { force: true });
      const running = runProgram(around, 'wrong.ts');
      await awaitProblems(around, 2, 'the findings so far');
      assert.deepEqual(
        inWords(problemsOf(around, 'wrong.ts')),
        wrong.filter((words) => !words.includes('never settled')),
      );
      writeFileSync(join(workspace, 'enough'), '');
      await running;
      await awaitProblems(around, 3, 'what never settled');
      assert.deepEqual(inWords(problemsOf(around, 'wrong.ts')), wrong);
      const [never] = problemsOf(around, 'wrong.ts').filter(({ message }) => message.includes('never settled'));
      assert.equal(never?.severity, vscode.DiagnosticSeverity.Warning);
      assert.deepEqual(
        never.relatedInformation?.map(({ location, message }) => [location.range.start.line + 1, message]),
        [[11, '2 calls of waits wait for it here']],
      );
    },
  },
  {
    name: 'leads from a problem to its evidence on the timeline',
    async run(around) {
      const { vscode, workspace } = around;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const { uri } = await vscode.workspace.openTextDocument(join(workspace, 'wrong.ts'));
      const [problem] = problemsOf(around, 'wrong.ts');
      assert.ok(problem);
      const actions = await vscode.commands.executeCommand<Vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, problem.range);
      const own = actions.filter(({ command }) => command?.command === 'traceConcurrency.showFinding');
      assert.equal(own.length, 1);
      assert.equal(typeof problem.code === 'object' && problem.code.target.scheme, 'command');
      await vscode.commands.executeCommand(own[0]!.command!.command, ...(own[0]!.command!.arguments ?? []));
      await until(() => timelineTabs(around).some((path) => path.endsWith('wrong.ctrace')), 'the timeline');
    },
  },
  {
    name: 'replaces the problems of a program by those of its next run, without a timeline too',
    async run(around) {
      const { vscode } = around;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await withSettings(around, { openTimeline: 'never', findings: 'afterwards' }, async () => {
        await runProgram(around, 'wrong.ts');
        await awaitProblems(around, 3, 'the problems of the second run');
        assert.deepEqual(inWords(problemsOf(around, 'wrong.ts')), wrong);
        assert.deepEqual(timelineTabs(around), []);
      });
      await withSettings(around, { openTimeline: 'never', findings: 'never' }, async () => {
        await runProgram(around, 'wrong.ts');
        assert.deepEqual(problemsOf(around, 'wrong.ts'), []);
      });
    },
  },
  {
    name: 'takes problems away with their trace, and by Clear Findings',
    async run(around) {
      const { vscode, workspace } = around;
      writeFileSync(join(workspace, 'enough'), '');
      await withSettings(around, { openTimeline: 'never' }, async () => {
        const trace = await runProgram(around, 'wrong.ts');
        await awaitProblems(around, 3, 'the problems');
        const aMoment = (): Promise<void> => new Promise((resume) => setTimeout(resume, 500));
        // The editor begins to watch a folder some time after it was asked to: until then nothing that goes is seen,
        // and what comes and goes at once is not either.
        await until(async () => {
          writeFileSync(trace, '');
          await aMoment();
          rmSync(trace);
          await aMoment();
          return problemsOf(around, 'wrong.ts').length === 0;
        }, 'the end of the problems');
        await runProgram(around, 'wrong.ts');
        await awaitProblems(around, 3, 'the problems of the next run');
        await vscode.commands.executeCommand('traceConcurrency.clearFindings');
        assert.deepEqual(problemsOf(around, 'wrong.ts'), []);
      });
    },
  },
  {
    name: 'makes no problem of a file outside of the workspace',
    async run(around) {
      const { vscode, workspace } = around;
      await vscode.commands.executeCommand('traceConcurrency.clearFindings');
      const outside = mkdtempSync(join(tmpdir(), 'outside-'));
      const program = join(outside, 'wrong.ts');
      const trace = join(workspace, 'given.ctrace');
      writeFileSync(program, readFileSync(join(workspace, 'wrong.ts')));
      writeFileSync(join(outside, 'enough'), '');
      const extension = vscode.extensions.getExtension('trace-concurrency.trace-concurrency')!;
      execFileSync(process.execPath, [join(extension.extensionPath, 'dist/cli.cjs'), 'run', '--quiet', '--out', trace, program], {
        cwd: outside,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(trace));
      await until(() => timelineTabs(around).includes(trace), 'the timeline');
      await vscode.commands.executeCommand('traceConcurrency.showFindings');
      const found = vscode.languages.getDiagnostics().filter(([, list]) => list.some((problem) => problem.source === source));
      assert.deepEqual(found, []);
      rmSync(trace);
      rmSync(outside, { recursive: true });
    },
  },
  {
    name: 'records as much as the setting says',
    async run(around) {
      await withSettings(around, { level: 'light' }, async () => {
        const { manifest } = readRun(readFileSync(await runProgram(around, 'two words.ts')));
        assert.equal(manifest.level, 'light');
      });
    },
  },
  {
    name: 'puts a lens over the entry of a program, none over a module, and none when the setting says so',
    async run(around) {
      const { vscode, workspace } = around;
      writeFileSync(join(workspace, 'module.ts'), 'export function load(): void {}\n');
      await vscode.workspace.openTextDocument(join(workspace, 'wrong.ts'));
      const lenses = await lensesOf(around, 'wrong.ts');
      assert.deepEqual(
        lenses.map(({ range, command }) => [range.start.line + 1, command?.title]),
        [[25, '$(graph-scatter) Run with Timeline']],
      );
      assert.deepEqual(await lensesOf(around, 'module.ts'), []);
      await withSettings(around, { codeLens: false }, async () => {
        assert.deepEqual(await lensesOf(around, 'wrong.ts'), []);
      });
      rmSync(join(workspace, 'module.ts'));
    },
  },
];
