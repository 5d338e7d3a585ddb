// Why something waited, hop by hop.

import { describe, expect, it } from 'vitest';
import { type CauseHop, wakerOf, whyWaited } from '../../../src/analysis/waits.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { codeOf, eventKinds, transports } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const nameOf = (trace: Trace, task: number): string => (task < 0 ? '' : trace.strings[trace.tasks.name[task]!]!);

function hopToText(trace: Trace, hop: CauseHop): string {
  const line = hop.source === 0 ? '' : ` line ${trace.sources.line[hop.source]}`;
  return hop.kind === 'event'
    ? `${eventKinds[trace.events.kind[hop.event]!]} ${nameOf(trace, hop.task)}${line}`
    : `waited ${hop.durationNs} ${nameOf(trace, hop.task)}${line}`;
}

function waitOf(trace: Trace, name: string): number {
  const task = trace.tasks.name.findIndex((text) => trace.strings[text] === name);
  return trace.tasks.firstWait[task]!;
}

describe('why something waited', () => {
  it('is told from the settle that ended it back through the waits of those that it waited for', () => {
    const trace = traceFromText(`
A: enter(f) enter(g) enter(h) await(h) await(g,h) await(f,g)  resume(h) exit(h) resume(g) exit(g)  resume(f) exit(f) exit
`);
    const wait = waitOf(trace, 'f');
    expect(whyWaited(trace, wait).map((hop) => hopToText(trace, hop))).toMatchInlineSnapshot(`
      [
        "settle g line 11",
        "waited 41000 g line 12",
        "settle h line 21",
        "waited 32000 h line 22",
        "block h line 22",
      ]
    `);
    expect(nameOf(trace, trace.events.task[wakerOf(trace, wait)]!)).toBe('g');
  });

  it('goes back through a wait that ended at the very moment of the settle, where the clock did not move', () => {
    const main = segmentOf({}, (records) => {
      const sites = ['f', 'g', 'h'].flatMap((name, i) => [site('async function', name, 2 * i + 1), site('await', name, 2 * i + 2)]);
      records.sourceFile('/app/app.ts', sites);
      for (const [at, firstSite] of [
        [1_000, 1],
        [2_000, 3],
        [3_000, 5],
      ] as const) {
        records.promise(0);
        records.enter(at, firstSite);
      }
      records.suspend(4_000, 4, 6, 0);
      records.suspend(5_000, 3, 4, 3);
      records.suspend(6_000, 2, 2, 2);
      records.resume(10_000, 4);
      records.exit(11_000, 4);
      records.settle(11_000, 3);
      records.resume(20_000, 3);
      records.exit(20_000, 3);
      records.settle(20_000, 2);
      records.resume(30_000, 2);
      records.exit(31_000, 2);
      records.settle(31_000, 1);
      records.end(40_000, 0, 0);
    });
    const trace = replay(testManifest, [main]);
    const hops = whyWaited(trace, waitOf(trace, 'f')).map((hop) => hopToText(trace, hop));
    expect(hops.slice(0, 3)).toEqual(['settle g line 3', 'waited 15000 g line 4', 'settle h line 5']);
  });

  it('leads through the callback that made it ready to the message that this callback brought, and to its sender', () => {
    const worker = segmentOf({ threadId: 1, name: 'worker' }, (records) => {
      records.endpoint(codeOf(transports, 'worker'), '1c');
      records.sourceFile('/app/worker.ts', [site('async function', 'answer', 8)]);
      records.enter(20_000, 1);
      records.send(30_000, 1, 4, []);
      records.exit(40_000, 2);
      records.end(90_000, 0, 0);
    });
    const main = segmentOf({}, (records) => {
      records.spawnThread(1_000, 1, 'worker');
      records.endpoint(codeOf(transports, 'worker'), '1p');
      records.sourceFile('/app/app.ts', [site('async function', 'ask', 3), site('await', 'ask', 4)]);
      records.string('MESSAGEPORT');
      records.asyncInit(1_000, 7, 1, 1);
      records.promise(0);
      records.enter(2_000, 1);
      records.promise(0);
      records.suspend(3_000, 2, 2, 2);
      records.asyncBefore(50_000, 7);
      records.receive(50_000, 1, 4, []);
      records.settle(51_000, 2);
      records.asyncAfter(52_000, 7);
      records.resume(53_000, 2);
      records.settle(54_000, 1);
      records.exit(54_000, 2);
      records.end(90_000, 0, 0);
    });
    const trace = replay(testManifest, [main, worker]);
    expect(whyWaited(trace, waitOf(trace, 'ask')).map((hop) => hopToText(trace, hop))).toMatchInlineSnapshot(`
      [
        "settle message",
        "receive message",
        "send answer",
      ]
    `);
  });

  it('is not known while it waits for what nothing has settled', () => {
    const trace = traceFromText(`
A: enter(f) enter(g) await(g) await(f,g)  exit
`);
    expect(whyWaited(trace, waitOf(trace, 'f'))).toEqual([]);
    expect(wakerOf(trace, waitOf(trace, 'f'))).toBe(-1);
  });
});
