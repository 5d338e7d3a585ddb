// The summary as text: golden, in 80 columns, and safe to print.

import { describe, expect, it } from 'vitest';
import type { Summary } from '../../../src/analysis/summary.ts';
import { coloursFor } from '../../../src/cli/colours.ts';
import { widthOf } from '../../../src/cli/printable.ts';
import { type SummaryStyle, summaryLines } from '../../../src/cli/summaryText.ts';

const style: SummaryStyle = { colours: coloursFor({ isTTY: false }, {}), width: 80, showPath: (file) => file.replace('/app/', '') };
const place = { file: '/app/src/server.ts', line: 31, column: 3 };

const summary: Summary = {
  level: 'full',
  durationNs: 1.4567e9,
  counts: { machines: 1, processes: 2, threads: 1, tasks: 1318, slices: 1, waits: 1, events: 12043, messages: 412, records: 1 },
  ended: { code: 3, signal: null },
  threads: [{ name: 'server.ts ▸ main thread', pid: 4711, threadId: 0, runningNs: 3.2e8, aliveNs: 1.4e9, exitCode: 3 }],
  functions: [
    {
      name: 'fetchPage',
      kind: 'async function',
      place,
      tasks: 1200,
      runningNs: 8.2e7,
      waitingNs: 3.45e10,
      readyNs: 0,
      pending: 0,
      rejected: 0,
    },
    { name: '', kind: 'promise', place: null, tasks: 7, runningNs: 812, waitingNs: 0, readyNs: 0, pending: 0, rejected: 0 },
  ],
  transports: [{ transport: 'http', messages: 412, bytes: 44_200, oneEnded: [{ reason: 'inFlight', messages: 2 }] }],
  stalls: [{ startNs: 1e9, durationNs: 8.02e7, thread: 'server.ts ▸ main thread', task: 'rankPages' }],
  neverSettled: [{ name: 'watch', tasks: 1, place, awaiting: [{ reason: 'await', place: { ...place, line: 33 }, tasks: 1 }] }],
  machine: {
    processors: 2,
    processes: [{ name: 'server.ts', pid: 4711, runningNs: 3.4e8, runnableNs: 1.2e7, mostMemoryBytes: 87_300_000 }],
    remarks: [{ kind: 'poolTooSmall', process: 'server.ts', threads: 4, forNs: 4.1e8, mostQueued: 12 }],
  },
  lost: 0,
  lostAtMost: 70,
  gaps: ['Thread 2 ended early.'],
};

describe('the summary', () => {
  it('reads like this', () => {
    expect(summaryLines(summary, style).join('\n')).toMatchInlineSnapshot(`
      "Ended with code 3 after 1.46 s
      1 machine · 2 processes · 1 thread · 1,318 tasks · 12,043 events · 412 messages

        Threads                   pid   alive  running
        server.ts ▸ main thread  4711  1.40 s   320 ms  23 %

        Processes   pid  on CPU  waited for CPU   memory
        server.ts  4711  340 ms         12.0 ms  87.3 MB

        libuv's pool of 4 threads in server.ts is smaller than this machine serves:
        for 410 ms up to 12 requests queued for it while a processor was idle
        (UV_THREADPOOL_SIZE sets its size).

        Tasks by function  tasks  running  waiting
        fetchPage          1,200  82.0 ms   34.5 s  src/server.ts:31

        Tasks of the runtime  tasks  running  waiting
        (promise)                 7   812 ns     0 ns

        Messages  count     size
        http        412  44.2 kB  2 in flight at the end

        Longest stalls      at  in
        80.2 ms         1.00 s  rankPages  server.ts ▸ main thread

        Never settled  tasks  waiting at
        watch              1  src/server.ts:33

        Missing in the trace
        Thread 2 ended early.
        at most 70 records lost"
    `);
  });

  it('leaves out what there is nothing to say about', () => {
    const bare = {
      ...summary,
      machine: null,
      threads: [],
      functions: [],
      transports: [],
      stalls: [],
      neverSettled: [],
      lostAtMost: 0,
      gaps: [],
    };
    expect(summaryLines(bare, style)).toHaveLength(2);
  });

  it('says when a run was recorded at the light level', () => {
    const lines = summaryLines({ ...summary, level: 'light' }, style);
    expect(lines[1]).toBe('1 machine · 2 processes · 1 thread · 1,318 tasks · 12,043 events · 412 messages');
    expect(lines[2]).toBe('light level');
  });

  it('says no size where none is known', () => {
    const transports = [{ transport: 'messagePort', messages: 3, bytes: null, oneEnded: [] }] as const;
    expect(
      summaryLines({ ...summary, transports }, style)
        .find((line) => line.includes('messagePort'))
        ?.trim(),
    ).toMatch(/^messagePort +3$/);
  });

  it('fits 80 columns whatever the names, and keeps the end of paths', () => {
    const long = 'aVeryLongName'.repeat(12);
    const functions = [{ ...summary.functions[0]!, name: long, place: { ...place, file: `/far/${long}/end.ts` } }];
    const lines = summaryLines({ ...summary, functions, threads: [{ ...summary.threads[0]!, name: long }], gaps: [] }, style);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).toContain('/end.ts:31');
  });

  it('does not let a name of the trace command the terminal', () => {
    const functions = [{ ...summary.functions[0]!, name: '\u001b[2J\u202egone\n' }];
    const text = summaryLines({ ...summary, functions, gaps: ['\u001b]0;title\u0007'] }, style).join('');
    for (const command of ['\u001b', '\u0007', '\u202e', '\n']) expect(text).not.toContain(command);
    expect(text).toContain('\ufffdgone');
  });

  it('says how a program ended', () => {
    const first = (ended: Summary['ended']): string => summaryLines({ ...summary, ended }, style)[0]!;
    expect(first({ code: 0, signal: null })).toBe('Ended with code 0 after 1.46 s');
    expect(first({ code: null, signal: 'SIGTERM' })).toBe('Ended by SIGTERM after 1.46 s');
    expect(first(null)).toMatch(/^Not ended yet/);
  });
});

describe('colours', () => {
  it('are for a terminal without NO_COLOR', () => {
    expect(coloursFor({ isTTY: true }, {}).bad('x')).toBe('\u001b[31mx\u001b[39m');
    for (const colours of [
      coloursFor({ isTTY: true }, { NO_COLOR: '1' }),
      coloursFor({ isTTY: true }, { TERM: 'dumb' }),
      coloursFor({}, {}),
    ]) {
      expect(colours.bad('x')).toBe('x');
    }
  });
});
