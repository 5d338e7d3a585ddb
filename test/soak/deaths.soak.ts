// A program that is killed after more than ten million records, which were written while it ran: a mapped recording has every one.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendantsOf } from '../../src/host/processTree.ts';
import { readRecordedRun } from '../../src/host/readRecordedRun.ts';
import { RecordReader } from '../../src/model/wire/readRecords.ts';
import type { Records } from '../../src/model/wire/records.ts';
import { commandLine, type Finding, watchRun, workloads } from './soak.ts';

const calls = 1_500_000;
const rounds = Number(process.env.SOAK_ROUNDS ?? 5);

/** The program is the launcher's only child. */
function killChildren(pid: number): void {
  for (const child of descendantsOf(pid)) process.kill(child, 'SIGKILL');
}

/** How many calls of an async function ended, and how many records there are. */
function count(trace: string): { readonly exits: number; readonly records: number } {
  let exits = 0;
  let records = 0;
  const into = new Proxy({} as Records, {
    get: (_target, name) => () => {
      records++;
      if (name === 'exit') exits++;
    },
  });
  for (const { frames } of readRecordedRun(trace).threads) {
    const reader = new RecordReader();
    for (const { payload } of frames) reader.read(payload, into);
  }
  return { exits, records };
}

export async function* soak(): AsyncGenerator<Finding, void> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-soak-'));
  const trace = join(folder, 'run.ctrace');
  const command = [commandLine, 'run', '--quiet', '--recording', 'mapped', '--out', trace, join(workloads, 'awaits.mjs')];
  try {
    const own = await watchRun(process.execPath, [...command, String(calls), 'SIGKILL']);
    const all = count(trace);
    yield {
      text: `killed by itself after ${calls} calls: ${calls - all.exits} of them lost, of ${all.records} records`,
      isKept: own.signal === 'SIGKILL' && all.exits === calls,
    };
    for (let round = 0; round < rounds; round++) {
      // The program writes how far it has come; it is killed by another process at whatever it does then.
      const run = await watchRun(process.execPath, command, (launcher) => {
        launcher.stdout!.on('data', (chunk: Buffer) => {
          if (Number(/"calls":(\d+)/.exec(String(chunk))?.[1] ?? 0) >= calls) killChildren(launcher.pid!);
        });
      });
      const told = Math.max(...[...run.stdout.matchAll(/"calls":(\d+)/g)].map((match) => Number(match[1])));
      const { exits, records } = count(trace);
      yield {
        text: `killed by another after ${told} calls or more: ${exits} recorded, ${records} records`,
        isKept: exits >= told && run.signal === 'SIGKILL',
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
