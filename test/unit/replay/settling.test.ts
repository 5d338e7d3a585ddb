// Who settled what: the rules by which a waker is recovered from records.

import { describe, expect, it } from 'vitest';
import { wakerOf, whyWaited } from '../../../src/analysis/waits.ts';
import type { Trace } from '../../../src/model/trace.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { eventToText, taskToText } from '../../support/traceToText.ts';

const sites = [
  site('async function', 'f', 1),
  site('await', 'f', 2),
  site('async function', 'g', 5),
  site('await', 'g', 6),
  site('call', 'then', 8),
];

function traceOf(write: (records: RecordWriter) => void): Trace {
  const prepare = (records: RecordWriter): void => {
    records.sourceFile('/app/app.ts', sites);
    records.string('Timeout');
    write(records);
  };
  return replay(testManifest, [segmentOf({}, prepare)]);
}

/** The first wait of the function f. */
function waitOfF(trace: Trace): number {
  const task = trace.tasks.name.findIndex((name) => trace.strings[name] === 'f');
  return trace.tasks.firstWait[task]!;
}

const chainOfF = (trace: Trace): readonly string[] =>
  whyWaited(trace, waitOfF(trace)).map((hop) =>
    hop.kind === 'event' ? eventToText(trace, hop.event) : `wait ${taskToText(trace, hop.task)}`,
  );

describe('a wait', () => {
  it('is ready at once when what it awaits has settled before', () => {
    const trace = traceOf((records) => {
      records.promise(0);
      records.settle(1000, 1);
      records.promise(0);
      records.enter(2000, 1);
      records.suspend(3000, 2, 2, 1);
      records.resume(5000, 2);
    });
    const wait = waitOfF(trace);
    expect([trace.waits.startNs.at(wait), trace.waits.readyNs.at(wait), trace.waits.endNs.at(wait)]).toEqual([3000, 3000, 5000]);
  });

  it('for a function that returned a promise is explained by that promise', () => {
    const trace = traceOf((records) => {
      records.promise(0); // 1: f
      records.enter(1000, 1);
      records.promise(0); // 2: g
      records.enter(2000, 3);
      records.promise(0); // 3: a timer's
      records.asyncInit(2500, 9, 1, 1);
      records.returnPromise(3, 3);
      records.exit(3000, 3);
      records.suspend(4000, 2, 2, 2);
      records.asyncBefore(8000, 9);
      records.settle(8500, 3);
      records.asyncAfter(9000, 9);
      records.settle(9100, 2);
      records.resume(9500, 2);
    });
    expect(chainOfF(trace)).toEqual(['0:11 settle g.1', '0:9 settle timer.1', 'wait timer.1']);
  });

  it('for a promise that the runtime settled is explained by the settle that follows: the reaction that did it', () => {
    const trace = traceOf((records) => {
      records.promise(0); // 1: f
      records.enter(1000, 1);
      records.promise(0); // 2: g
      records.enter(2000, 3);
      records.suspend(2100, 3, 4, 0);
      records.promise(0); // 3: Promise.all([g()])
      records.promise(2); // 4: its reaction to g
      records.suspend(3000, 2, 2, 3);
      records.resume(4000, 3);
      records.exit(5000, 3);
      records.settle(5000, 2);
      records.settle(5100, 3);
      records.settle(5200, 4);
      records.resume(6000, 2);
    });
    expect(chainOfF(trace).slice(0, 2)).toEqual(['0:9 settle', '0:8 settle g.1']);
    expect(eventToText(trace, wakerOf(trace, waitOfF(trace)))).toBe('0:8 settle g.1');
  });

  it('for a thenable is explained by who called back, on behalf of who awaited it', () => {
    const trace = traceOf((records) => {
      records.promise(0); // 1: f
      records.enter(1000, 1);
      records.suspend(2000, 2, 2, -1);
      records.promise(0); // 2: the wrapper of the thenable
      records.reactionStart(3000, 2);
      records.asyncInit(3100, 9, 1, 1);
      records.reactionEnd(3200, 2);
      records.asyncBefore(8000, 9);
      records.settle(8500, 2);
      records.asyncAfter(9000, 9);
      records.resume(9500, 2);
    });
    const waker = wakerOf(trace, waitOfF(trace));
    expect(eventToText(trace, waker)).toContain('settle timer.1');
    const reaction = trace.tasks.parent[trace.events.task[waker]!]!;
    expect(taskToText(trace, trace.tasks.parent[reaction]!)).toBe('f.1');
  });

  it('has no waker where the runtime did not tell', () => {
    const trace = traceOf((records) => {
      records.promise(0);
      records.enter(1000, 1);
      records.promise(0);
      records.suspend(2000, 2, 2, 2);
      records.string('Immediate');
      records.asyncInit(2500, 9, 2, 1);
      records.asyncBefore(2600, 9);
      records.asyncAfter(2700, 9);
      records.settle(3000, 2);
      records.resume(4000, 2);
    });
    expect(wakerOf(trace, waitOfF(trace))).toBe(-1);
    expect(trace.waits.readyNs.at(waitOfF(trace))).toBe(3000);
  });
});

describe('a task', () => {
  it('stands in its group by its creation, not by its first run', () => {
    const trace = traceOf((records) => {
      records.promise(0);
      for (const at of [1000, 2000]) {
        records.mark(at, 0, 'm');
        records.createdAt(5);
        records.promise(1);
      }
      records.settle(3000, 1);
      records.reactionStart(4000, 3);
      records.reactionEnd(5000, 3);
      records.reactionStart(6000, 2);
      records.reactionEnd(7000, 2);
    });
    expect([...trace.tasks.createdNs.toArray()]).toEqual([0, 1000, 2000]);
  });

  it('that is entered again while it runs has one slice for all of it', () => {
    const trace = traceOf((records) => {
      records.string('MyPool');
      records.asyncInit(1000, 9, 2, 1);
      for (const at of [2000, 3000]) records.asyncBefore(at, 9);
      for (const at of [4000, 5000]) records.asyncAfter(at, 9);
    });
    const task = trace.tasks.count - 1;
    const slice = trace.tasks.firstSlice[task]!;
    expect([trace.slices.startNs.at(slice), trace.slices.endNs.at(slice)]).toEqual([2000, 5000]);
    expect(trace.tasks.firstSlice[task + 1]! - slice).toBe(1);
  });
});
