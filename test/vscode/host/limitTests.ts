// The tests inside the extension host of what bounds a recording: limits in the settings, pause and resume.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTrace } from '../../../src/host/openTrace.ts';
import { withSettings } from './findingTests.ts';
import { type HostSurroundings, type HostTest, until } from './hostTest.ts';
import { runProgram } from './hostTests.ts';

/** Long enough for a program to notice that it is not, or again, recorded, and to do something. */
const noticeMs = 500;

/** Runs `slow.ts` until `meanwhile` is over. @returns what is missing in its trace, one sentence each */
async function gapsOfSlowRun(around: HostSurroundings, meanwhile: () => Promise<void>): Promise<readonly string[]> {
  const enough = join(around.workspace, 'enough');
  rmSync(enough, { force: true });
  const running = runProgram(around, 'slow.ts');
  await until(() => isRecorded(around.workspace), 'the recording');
  await sleep(noticeMs);
  await meanwhile();
  writeFileSync(enough, '');
  return openTrace(await running).trace.header.gaps;
}

/** Whether a program writes records by now. */
function isRecorded(workspace: string): boolean {
  const folder = join(workspace, '.trace-concurrency');
  if (!existsSync(folder)) return false;
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside.some(({ name }) => readdirSync(join(folder, name)).some((file) => /^[1-9].*\.segment$/.test(file)));
}

const nothing = async (): Promise<void> => {};

export const limitTests: readonly HostTest[] = [
  {
    name: 'records within the limits that the settings say',
    async run(around) {
      await withSettings(around, { rate: '20' }, async () => {
        assert.match((await gapsOfSlowRun(around, nothing)).join('\n'), /more came in a second than/);
      });
      await withSettings(around, { limit: '1 KB' }, async () => {
        assert.match((await gapsOfSlowRun(around, nothing)).join('\n'), /as many bytes as/);
      });
      await withSettings(around, { keep: '100ms' }, async () => {
        assert.match((await gapsOfSlowRun(around, () => sleep(noticeMs))).join('\n'), /older than the run was to keep/);
      });
    },
  },
  {
    name: 'records without a limit that can’t be understood, and without any by default',
    async run(around) {
      assert.deepEqual(await gapsOfSlowRun(around, nothing), []);
      await withSettings(around, { rate: 'much', limit: 500 }, async () => {
        assert.deepEqual(await gapsOfSlowRun(around, nothing), []);
      });
    },
  },
  {
    name: 'pauses the recording of a program that runs, and resumes it',
    async run(around) {
      const { vscode } = around;
      const gaps = await gapsOfSlowRun(around, async () => {
        await vscode.commands.executeCommand('traceConcurrency.pauseRecording');
        await sleep(noticeMs);
        await vscode.commands.executeCommand('traceConcurrency.resumeRecording');
        await sleep(noticeMs);
      });
      assert.equal(gaps.length, 1);
      assert.match(gaps.join('\n'), /recording was stopped/);
    },
  },
  {
    name: 'begins paused when the setting says so',
    async run(around) {
      await withSettings(around, { startPaused: true }, async () => {
        const gaps = await gapsOfSlowRun(around, async () => {
          await around.vscode.commands.executeCommand('traceConcurrency.resumeRecording');
          await sleep(noticeMs);
        });
        assert.match(gaps.join('\n'), /recording was stopped/);
      });
    },
  },
];
