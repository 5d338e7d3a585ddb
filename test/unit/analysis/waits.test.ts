// Why something waited, hop by hop.

import { describe, expect, it } from 'vitest';
import { type CauseHop, wakerOf, whyWaited } from '../../../src/analysis/waits.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { eventKinds } from '../../../src/model/vocabulary.ts';
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

  it('is not known while it waits for what nothing has settled', () => {
    const trace = traceFromText(`
A: enter(f) enter(g) await(g) await(f,g)  exit
`);
    expect(whyWaited(trace, waitOf(trace, 'f'))).toEqual([]);
    expect(wakerOf(trace, waitOf(trace, 'f'))).toBe(-1);
  });
});
