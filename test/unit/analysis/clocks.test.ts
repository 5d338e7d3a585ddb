// Vector clocks against a dense reference, and the laws of the order that they say.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockProblems } from '../../../src/analysis/clockProblems.ts';
import { clockOf, concurrent, happensBefore, indexClocks, walkClock } from '../../../src/analysis/clocks.ts';
import { everyClock, forEachClock } from '../../../src/analysis/everyClock.ts';
import { eventAt, traceFromText } from '../../support/traceFromText.ts';
import { execute, executions } from './randomExecution.ts';

describe('vector clocks', () => {
  it('order a receive after its send, and leave the rest concurrent', () => {
    const trace = traceFromText(`
      A: a1  send(m)  a2
      B:               b0 recv(m)  b1
    `);
    const index = indexClocks(trace);
    const [a1, a2, b0, b1] = ['a1', 'a2', 'b0', 'b1'].map((label) => eventAt(trace, label)) as [number, number, number, number];
    expect(happensBefore(index, a1, b1)).toBe(true);
    expect(happensBefore(index, b1, a1)).toBe(false);
    expect(concurrent(index, a2, b1)).toBe(true);
    expect(concurrent(index, a1, b0)).toBe(true);
  });

  it('order a thread after its spawn and a join after its exit', () => {
    const trace = traceFromText(`
      A: a1 spawn(B)                  join(B) a2
      B:                  b1   exit
    `);
    const index = indexClocks(trace);
    const [a1, a2, b1] = ['a1', 'a2', 'b1'].map((label) => eventAt(trace, label)) as [number, number, number];
    expect(happensBefore(index, a1, b1)).toBe(true);
    expect(happensBefore(index, b1, a2)).toBe(true);
  });

  it('equal those of the definition on random executions, asked one by one, walked for, and all in one pass', () => {
    fc.assert(
      fc.property(executions, (execution) => {
        const { trace, clocks } = execute(execution);
        const index = indexClocks(trace);
        const all = everyClock(trace);
        clocks.forEach((clock, event) => {
          expect([...clockOf(index, event)]).toEqual(clock);
          expect([...walkClock(index, event)]).toEqual(clock);
          expect([...all[event]!]).toEqual(clock);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('compare as the events are ordered: V(a) < V(b) if and only if a happened before b', () => {
    fc.assert(
      fc.property(executions, fc.nat(), fc.nat(), (execution, first, second) => {
        const { trace, clocks } = execute(execution);
        const [a, b] = [first % clocks.length, second % clocks.length];
        const below = a !== b && clocks[a]!.every((value, thread) => value <= clocks[b]![thread]!);
        expect(happensBefore(indexClocks(trace), a, b)).toBe(below);
      }),
      { numRuns: 500 },
    );
  });

  it('are admissible to ShiViz on random executions', () => {
    fc.assert(
      fc.property(executions, (execution) => {
        expect(clockProblems(execute(execution).trace)).toEqual([]);
      }),
    );
  });
});

describe('a trace with wrong edges', () => {
  it('is passed through, and said to be inadmissible', () => {
    const { trace } = execute({
      threads: 2,
      steps: [
        { thread: 0, from: 0 },
        { thread: 1, from: 1 },
      ],
    });
    const [first, second] = [trace.threads[0]!.firstEvent, trace.threads[1]!.firstEvent];
    trace.events.cause[first] = second + 1;
    trace.events.cause[second] = first + 1;
    const visited: number[] = [];
    forEachClock(trace, (event) => visited.push(event));
    expect(visited.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect(clockProblems(trace)).not.toEqual([]);
    expect([...clockOf(indexClocks(trace), second + 1)]).toEqual([2, 2]);
  });
});
