// Self time of a recursion that is deeper than a byte can count.

import { describe, expect, it } from 'vitest';
import { selfTimeByTask, selfTimes } from '../../../src/analysis/selfTime.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const deep = 300;

describe('self time', () => {
  it('of async functions that call one another is what each ran itself, however deep', () => {
    const names = Array.from({ length: deep }, (_, level) => `f${level}`);
    const enters = names.map((name) => `enter(${name})`.padEnd(20));
    const exits = names.toReversed().map((name) => `exit(${name})`.padEnd(20));
    const trace = traceFromText(`A: ${enters.join('')}${exits.join('')}exit`);
    const own = selfTimeByTask(trace, selfTimes(trace));
    const { tasks, strings } = trace;
    const byName = new Map(Array.from(tasks.name, (name, task) => [strings[name], own[task]]));
    const ownOf = (level: number): number | undefined => byName.get(`f${level}`);
    // Each ran 20 µs before it called the next, and 20 after that; the innermost 20 in all.
    expect(names.map((_, level) => ownOf(level))).toEqual(names.map((_, level) => (level === deep - 1 ? 20_000 : 40_000)));
  });
});
