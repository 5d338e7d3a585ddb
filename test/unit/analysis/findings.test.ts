// What went wrong in a run: which function is named, what is folded, what is left alone.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/analysis/finding.ts';
import { findAll } from '../../../src/analysis/findings.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { codeOf, markKinds, spanKinds, taskKinds } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const natural = { atNs: 2e9, code: 0, signal: null };
const stopped = { atNs: 2e9, code: null, signal: 'SIGTERM' };
/** A finding in a few words: what, who, on which line, how many. */
const inWords = ({ kind, name, place, count }: Finding): string => `${kind} ${name}:${place?.line ?? '?'} ×${count}`;
const words = (trace: Trace): readonly string[] => findAll(trace).map(inWords);

describe('what never settled', () => {
  it('is named where it waits, and calls that wait at one place are one finding', () => {
    const trace = traceFromText('A: enter(f) await(f) enter(f) await(f) enter(f) await(f) resume(f) exit(f) exit', natural);
    const [finding] = findAll(trace);
    expect(inWords(finding!)).toBe('neverSettled f:2 ×2');
    expect(finding!.severity).toBe('warning');
    const { tasks, waits } = trace;
    const waiting = finding!.evidence.map(({ kind, index }) => [kind, waits.task[index], Number.isNaN(waits.endNs.at(index))]);
    expect(waiting).toEqual([...Array(tasks.count).keys()].filter((task) => tasks.outcome[task] === 0).map((task) => ['wait', task, true]));
  });

  it('is not known before the run has ended', () => {
    expect(words(traceFromText('A: enter(f) await(f) exit'))).toEqual([]);
  });

  it('is the function at the end of the chain; those that wait only for it stand beside it', () => {
    const trace = traceFromText('A: enter(f) enter(g) await(g) await(f,g) exit', natural);
    const [finding, ...others] = findAll(trace);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'neverSettled', name: 'g', related: [{ name: 'f', tasks: 1, place: { line: 2 } }] });
  });

  it('is found once in a circle of functions that wait for one another', () => {
    const trace = traceFromText('A: enter(f) await(f) enter(g) await(g,f) resume(f) await(f,g) exit', natural);
    expect(words(trace)).toHaveLength(1);
  });

  it('is nothing that a thread left behind which died of something else', () => {
    const dying = segmentOf({}, (records) => {
      records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('await', 'f', 2)]);
      records.promise(0);
      records.enter(1000, 1);
      records.suspend(2000, 2, 2, 0);
      records.end(3000, 1, 0);
    });
    expect(words(replay({ ...testManifest, ended: { ...natural, code: 1 } }, [dying]))).toEqual([]);
  });

  it('is not what was under way when the program was stopped, but what had waited for long', () => {
    const trace = (waitsSinceNs: number): Trace => {
      const cut = segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('await', 'f', 2)]);
        records.promise(0);
        records.enter(1000, 1);
        records.suspend(waitsSinceNs, 2, 2, 0);
      });
      return replay({ ...testManifest, ended: stopped }, [cut]);
    };
    expect(words(trace(0.5e9))).toEqual(['stillWaiting f:2 ×1']);
    expect(findAll(trace(0.5e9))[0]).toMatchObject({ severity: 'information', longestNs: 1.5e9 });
    expect(words(trace(1.5e9))).toEqual([]);
  });
});

describe('a rejection that nobody handled', () => {
  it('is that of the function that threw, with the event beside it', () => {
    const trace = traceFromText('A: enter(f) await(f) resume(f) throw(f) unhandled exit');
    const [finding] = findAll(trace);
    expect(finding).toMatchObject({ kind: 'unhandledRejection', severity: 'error', error: 'Error: boom', name: 'f', place: { line: 1 } });
    expect(finding!.evidence.map(({ kind }) => kind)).toEqual(['task', 'event']);
  });

  it('leads to the function where the error arose, and names the one whose promise nobody handled', () => {
    const trace = traceFromText('A: enter(f) enter(g) await(g) await(f,g) resume(g) throw(g) resume(f) throw(f) unhandled exit');
    expect(findAll(trace)[0]).toMatchObject({ name: 'g', related: [{ name: 'f', tasks: 1 }] });
  });

  it('is not blamed on a function whose rejection another one awaited', () => {
    const trace = traceFromText(
      'A: enter(f) enter(g) await(g) await(f,g) resume(g) throw(g) resume(f) exit(f) enter(h) await(h) resume(h) throw(h) unhandled exit',
    );
    expect(words(trace)).toEqual(['unhandledRejection h:21 ×1']);
  });

  it('takes them in the order in which they were rejected', () => {
    const trace = traceFromText(
      'A: enter(f) await(f) enter(g) await(g) resume(g) throw(g) resume(f) throw(f) unhandled unhandled unhandled exit',
    );
    expect(words(trace)).toEqual(['unhandledRejection g:11 ×1', 'unhandledRejection f:1 ×1', 'unhandledRejection :? ×1']);
  });

  it('is not blamed on what was rejected in an earlier turn of the event loop', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('await', 'f', 2)]);
        records.promise(0);
        records.enter(1000, 1);
        records.throwing(2);
        records.exit(2000, 2);
        records.settle(2000, 1);
        records.string('Timeout');
        records.asyncInit(3000, 5, 1, 0);
        records.asyncBefore(4000, 5);
        records.asyncAfter(5000, 5);
        records.mark(6000, codeOf(markKinds, 'unhandledRejection'), 'Error: of nobody knows whom');
      }),
    ]);
    expect(trace.tasks.kind).toContain(codeOf(taskKinds, 'timer'));
    expect(words(trace)).toEqual(['unhandledRejection :? ×1']);
  });
});

describe('an error that nobody caught', () => {
  it('is that of the task that ran', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', [site('async function', 'f', 7)]);
        records.promise(0);
        records.enter(1000, 1);
        records.mark(2000, codeOf(markKinds, 'uncaughtException'), 'TypeError: x');
      }),
    ]);
    expect(words(trace)).toEqual(['uncaughtException f:7 ×1']);
  });
});

describe('a stall', () => {
  const stall = codeOf(spanKinds, 'stall');

  it('names the function that ran, the longest first, folded by function', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('await', 'f', 2)]);
        records.promise(0);
        records.enter(1e6, 1);
        records.suspend(60e6, 2, 2, 0);
        records.span(61e6, stall, 60e6, 59e6, '');
        records.resume(100e6, 2);
        records.exit(400e6, 2);
        records.span(401e6, stall, 301e6, 300e6, '');
      }),
    ]);
    const [finding] = findAll(trace);
    expect(inWords(finding!)).toBe('stall f:1 ×2');
    expect(finding).toMatchObject({ severity: 'warning', longestNs: 300e6, totalNs: 359e6 });
    expect(finding!.evidence.map(({ index }) => trace.spans.startNs.at(index))).toEqual([100e6, 1e6]);
  });
});

describe('the id of a finding', () => {
  it('is the same while the trace grows, and no other finding has it', () => {
    const drawing = 'A: enter(f) await(f) resume(f) throw(f) unhandled enter(g) await(g) resume(g) throw(g) unhandled exit';
    const all = findAll(traceFromText(drawing)).map(({ id }) => id);
    const first = findAll(traceFromText(drawing.slice(0, drawing.indexOf(' enter(g)')))).map(({ id }) => id);
    expect(all).toHaveLength(2);
    expect(new Set(all).size).toBe(2);
    expect(all[0]).toBe(first[0]);
  });
});
