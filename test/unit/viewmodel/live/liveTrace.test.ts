// A trace that grows: what it answers in the end, what becomes of what a view holds, and how often it is told of.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceChange } from '../../../../src/protocol/liveSource.ts';
import type { Folding, Selection, TimelineSource } from '../../../../src/protocol/timelineSource.ts';
import { replay } from '../../../../src/replay/replay.ts';
import { LiveTrace } from '../../../../src/viewmodel/live/liveTrace.ts';
import type { WholeTrace } from '../../../../src/viewmodel/live/wholeTrace.ts';
import { openTrace } from '../../../../src/viewmodel/openTrace.ts';
import { carryProblems } from '../../../support/carryProblems.ts';
import { samplerSegment } from '../../../support/counters.ts';
import { carryBetween, GrowingRun } from '../../../support/growingRun.ts';
import { framesOf, growth, headers } from '../../../support/growth.ts';
import { testManifest } from '../../../support/recordStream.ts';

const nothing: Folding = { toggled: [], expanded: [], hideIdle: false };
/** A clock that stands until it is told to go. */
class StoppedClock {
  #nowMs = 0;
  #work: { readonly atMs: number; readonly work: () => void }[] = [];

  nowMs = (): number => this.#nowMs;
  later = (delayMs: number, work: () => void): void => void this.#work.push({ atMs: this.#nowMs + delayMs, work });
  /** What takes time, such as assembling a large trace. */
  pass(ms: number): void {
    this.#nowMs += ms;
  }
  go(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#work.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#work = this.#work.filter((each) => each !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.work();
    }
    this.#nowMs = untilMs;
  }
}

async function answers(source: TimelineSource): Promise<unknown> {
  const { rows } = await source.rows(nothing);
  return [await source.overview(), rows, await source.statistics(), await source.minimap(40), await source.search('f', 100)];
}

describe('a trace that grows', () => {
  it('answers in the end what the finished trace answers, whatever was taken in between', async () => {
    await fc.assert(
      fc.asyncProperty(growth, async ({ threads, sizes, turns }) => {
        const frames = threads.map((random, thread) => framesOf(headers[thread]!, random, sizes));
        const live = new LiveTrace(testManifest, new StoppedClock());
        const source = live.open();
        const rest = frames.map((own) => [...own]);
        for (const turn of turns) {
          live.push(String(turn), rest[turn]!.splice(0, 1));
          await source.advance();
        }
        for (const [thread, own] of rest.entries()) live.push(String(thread), own);
        const manifest = { ...testManifest, ended: { atNs: 9000, code: 0, signal: null } };
        live.end(manifest, new Map());
        await source.advance();
        const finished = replay(
          manifest,
          frames.map((own) => ({ frames: own, cutBytes: 0 })),
        );
        expect(await answers(source)).toEqual(await answers(openTrace(finished)));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what was selected, and lanes, through every growth', () => {
    fc.assert(
      fc.property(growth, ({ threads, sizes, turns }) => {
        const run = new GrowingRun(testManifest, threads.length);
        const rest = threads.map((random, thread) => framesOf(headers[thread]!, random, sizes));
        let before: WholeTrace | null = null;
        for (const [at, turn] of turns.entries()) {
          run.push(turn, rest[turn]!.splice(0, 1));
          if (at % 3 !== 0) continue;
          const after = run.assemble(true);
          if (before !== null) expect(carryProblems(before.trace, after.trace, carryBetween(before, after)).join('\n')).toBe('');
          before = after;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers from one trace until the view takes the next', async () => {
    const live = new LiveTrace(testManifest, new StoppedClock());
    const source = live.open();
    const frames = framesOf({ pid: 1 }, [{ kind: 0, passed: 5, a: 1, b: 0 }], [1]);
    live.push('one', frames.slice(0, 1));
    const before = await source.overview();
    live.push('one', frames.slice(1));
    expect(await source.overview()).toEqual(before);
    const generation = await source.advance();
    expect((await source.overview()).counts.tasks).toBe(before.counts.tasks + 1);
    expect(generation).toBe(2);
  });

  it('shows a view that stands still nothing of what another one has taken since', async () => {
    const live = new LiveTrace(testManifest, new StoppedClock());
    const work = Array.from({ length: 40 }, () => ({ kind: 23, passed: 10, a: 1, b: 0 }));
    const frames = framesOf({ pid: 1 }, work, [20]);
    const [still, following] = [live.open(), live.open()];
    const shown = async (source: TimelineSource) => {
      const { rows } = await source.rows(nothing);
      const { marks } = await source.tile({ fromNs: 0, toNs: 1000, firstRow: 0, endRow: rows.length, nsPerPixel: 0.5 });
      return [...marks.at].filter((at) => at > 200);
    };
    live.push('one', frames.slice(0, 2));
    await still.advance();
    expect(await shown(still)).toEqual([]);
    live.push('one', frames.slice(2));
    await following.advance();
    expect(await shown(following)).not.toEqual([]);
    expect(await shown(still)).toEqual([]);
  });

  it('tells what a selection is by the whole trace, in the ids of the view', async () => {
    const live = new LiveTrace(testManifest, new StoppedClock());
    const source = live.open();
    const work = Array.from({ length: 30 }, (_, at) => ({ kind: at % 3 === 2 ? 2 : 1, passed: 10, a: at % 12, b: 0 }));
    for (const [thread, header] of headers.entries()) live.push(String(thread), framesOf(header, work, [100]));
    await source.advance();
    const { matches } = await source.search('f', 1000);
    expect(matches.length).toBeGreaterThan(50);
    for (const { selection, title } of matches) {
      const { title: told } = await source.detail(selection);
      expect(told).toContain(title);
      const { lanes, row } = await source.place(selection);
      expect(row >= 0 || lanes.length > 0).toBe(true);
    }
    const held = matches.map(({ selection }) => selection);
    live.end(testManifest, new Map());
    const generation = await source.advance();
    const carried = await source.carry({ generation: generation - 1, folding: nothing, selections: held });
    const titles = await Promise.all(carried.selections.map(async (selection) => (await source.detail(selection!)).title));
    expect(titles.every((title, at) => title.includes(matches[at]!.title))).toBe(true);
  });

  it('tells a change for the sake of messages and counters that there was no time to make', async () => {
    const clock = new StoppedClock();
    let readings = 0;
    // A clock that goes on by a little from one reading to the next.
    const nowMs = (): number => clock.nowMs() + readings++ / 100;
    const live = new LiveTrace(testManifest, { later: clock.later, nowMs });
    const source = live.open();
    const heard: number[] = [];
    source.onChange(({ generation }) => heard.push(generation));
    const frames = framesOf({ pid: 1 }, [{ kind: 23, passed: 5, a: 0, b: 0 }], [1]);
    let taken = 0;
    for (const frame of frames) {
      live.push('one', [frame]);
      taken = await source.advance();
      await source.overview();
    }
    clock.go(5000);
    expect(heard.at(-1)).toBeGreaterThan(taken);
  });

  it('tells of a selection by the last whole trace while there is no time for another, and by a new one soon', async () => {
    const clock = new StoppedClock();
    let readings = 0;
    // A clock that goes on by less and less from one reading to the next: what costs time at first is not made up for by what follows.
    const live = new LiveTrace(testManifest, { later: clock.later, nowMs: () => clock.nowMs() - 100 * 0.7 ** readings++ });
    const source = live.open();
    const [first, ...rest] = framesOf(
      { pid: 1 },
      Array.from({ length: 3 }, () => ({ kind: 23, passed: 1_000_000, a: 0, b: 0 })),
      [1],
    );
    let selection: Selection | undefined;
    const growWith = async (frame: { readonly payload: Uint8Array }): Promise<string> => {
      live.push('one', [frame]);
      await source.advance();
      selection ??= (await source.search('top level', 9)).matches.find((match) => match.selection.kind === 'task')!.selection;
      return (await source.detail(selection)).plain;
    };
    const before = await growWith(first!);
    expect(await growWith(rest[0]!)).toBe(before);
    const heard: number[] = [];
    source.onChange(({ generation }) => heard.push(generation));
    clock.go(1000);
    expect(heard).not.toEqual([]);
    await source.advance();
    expect((await source.detail(selection!)).plain).not.toBe(before);
  });

  it('never gives two row lists the same number', async () => {
    const live = new LiveTrace(testManifest, new StoppedClock());
    const source = live.open();
    const seen: number[] = [];
    for (const frame of framesOf({ pid: 1 }, [{ kind: 0, passed: 5, a: 1, b: 0 }], [1])) {
      live.push('one', [frame]);
      await source.advance();
      seen.push((await source.rows(nothing)).generation, (await source.rows(nothing)).generation);
    }
    expect(new Set(seen).size).toBe(4);
  });
});

describe('telling of growth', () => {
  const marks = Array.from({ length: 200 }, () => ({ kind: 23, passed: 1, a: 0, b: 0 }));
  const start = () => {
    const clock = new StoppedClock();
    const live = new LiveTrace(testManifest, clock);
    const changes: (TraceChange & { readonly atMs: number })[] = [];
    const source = live.open();
    const stop = source.onChange((change) => changes.push({ ...change, atMs: clock.nowMs() }));
    return { clock, live, changes, source, stop, frames: framesOf({ pid: 1 }, marks, [1]) };
  };

  it('tells of the first frame at once and of later ones at most twenty times a second', () => {
    const { clock, live, changes, frames } = start();
    for (const frame of frames) {
      live.push('one', [frame]);
      clock.go(10);
    }
    expect(changes[0]).toMatchObject({ atMs: 0, generation: 1, live: true });
    expect(changes.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 41 }, (_, at) => at * 50));
  });

  it('tells of samples alone once a second, and of all that is there with the next record', () => {
    const { clock, live, changes, frames } = start();
    live.push('0', samplerSegment([]).frames as { payload: Uint8Array }[]);
    for (let pass = 0; pass < 50; pass++) {
      live.push('0', [{ payload: new Uint8Array(0) }]);
      clock.go(50);
    }
    expect(changes.map(({ atMs }) => atMs)).toEqual([0, 1000, 2000]);
    live.push('one', [frames[0]!]);
    clock.go(1);
    expect(changes.at(-1)?.generation).toBe(52);
  });

  it('spends no more than half of the time on what views take', async () => {
    const { clock, frames } = start();
    let taking = false;
    // A clock that goes on by 100 ms from one reading to the next while a trace is taken.
    const readClock = (): number => {
      if (taking) clock.pass(100);
      return clock.nowMs();
    };
    const slow = new LiveTrace(testManifest, { later: clock.later, nowMs: readClock });
    const source = slow.open();
    let taken = 0;
    source.onChange(() => {
      taken++;
      taking = true;
      void source.advance();
      taking = false;
    });
    for (const frame of frames) {
      slow.push('one', [frame]);
      clock.go(50);
    }
    expect(taken).toBeGreaterThan(5);
    expect((taken * 100) / clock.nowMs()).toBeLessThan(0.5);
  });

  it('tells of the end without delay, and that nothing will follow', () => {
    const { clock, live, changes, frames } = start();
    live.push('one', frames.slice(0, 2));
    clock.go(1);
    live.end({ ...testManifest, ended: { atNs: 77, code: 0, signal: null } }, new Map());
    clock.go(1);
    expect(changes.map(({ live: on }) => on)).toEqual([true, false]);
    expect(changes[1]).toMatchObject({ durationNs: 77, events: 2 });
  });

  it('tells nobody who does not listen any more', () => {
    const { clock, live, changes, stop, frames } = start();
    stop();
    live.push('one', frames);
    clock.go(1000);
    expect(changes).toEqual([]);
  });
});
