// What a growth of a run that records costs its reader: taking in 50 ms of a flood, and answering rows, minimap and tile; beside the whole trace.

import { layoutRows } from '../../src/layout/rows.ts';
import { layoutTile } from '../../src/layout/tile.ts';
import type { TimelineIndex } from '../../src/layout/timelineIndex.ts';
import { buildTraceIndex } from '../../src/layout/traceIndex.ts';
import { RecordWriter } from '../../src/model/wire/recordWriter.ts';
import { assembleFrame } from '../../src/replay/assembleFrame.ts';
import { assembleTrace } from '../../src/replay/assembleTrace.ts';
import { GrowingIndex } from '../../src/viewmodel/live/growing/growingIndex.ts';
import { SegmentReplay } from '../../src/viewmodel/live/segmentReplay.ts';
import { minimapOf } from '../../src/viewmodel/minimap.ts';
import { recordedBytes, site, testManifest } from '../support/recordStream.ts';
import { type Figure, figureOf } from './figure.ts';

/** Of 100,000 events a second, 50 ms. */
const eventsAGrowth = 5_000;
const growthNs = 50e6;
/** Created, waits, wakes, settled. */
const eventsACall = 4;
const events = 1_000_000;
const growths = events / eventsAGrowth;
/** The last so many are measured. */
const measured = 20;

export async function benchmark(): Promise<readonly Figure[]> {
  const segment = new SegmentReplay();
  const growing = new GrowingIndex(true, () => performance.now());
  segment.push([{ payload: recordedBytes({}, () => undefined) }]);
  const early: number[] = [];
  const late: number[] = [];
  for (const [growth, payload] of floodFrames().entries()) {
    segment.push([{ payload }]);
    const tookMs = cpuMs(() => answer(growing.grow(assembleFrame(testManifest, [segment], true)).index));
    if (growth >= growths / 10 && growth < growths / 10 + measured) early.push(tookMs);
    if (growth >= growths - measured) late.push(tookMs);
  }
  const recorded = segment.replay.state.events.length;
  if (segment.damage !== null || recorded < events) throw new Error(`recorded ${recorded} events: ${segment.damage}`);
  const whole = Array.from({ length: 5 }, () =>
    cpuMs(() => answer(buildTraceIndex(assembleTrace(testManifest, [segment], { live: true })))),
  );
  const figure = figureOf('growing: CPU of a growth at 1 M events', 'ms', late, { target: 10 });
  const wholeMs = figureOf('', 'ms', whole).median;
  return [
    figure,
    figureOf('growing: a growth at 1 M ÷ at 100,000', '×', [figure.median / figureOf('', 'ms', early).median], { target: 1.5 }),
    figureOf('growing: the whole trace ÷ a growth at 1 M', '×', [wholeMs / figure.median], {
      lessIsBetter: false,
      note: `${wholeMs.toFixed(0)} ms`,
    }),
  ];
}

/** All that a view asks for when the run has grown; it shows its last second. */
function answer(index: TimelineIndex): void {
  const { durationNs } = index.frame.header;
  const layout = layoutRows(index, { toggled: [], expanded: [], hideIdle: false });
  minimapOf(index, 1_200);
  layoutTile(index, layout, { firstRow: 0, endRow: 40, fromNs: durationNs - 1e9, toNs: durationNs, nsPerPixel: 2 ** 19 });
}

function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** A function that awaits once, called again and again in bursts; one frame a growth. */
function floodFrames(): readonly Uint8Array[] {
  const records = new RecordWriter(1 << 24);
  records.sourceFile('/app/app.ts', [site('async function', 'work', 1), site('await', 'work', 2)]);
  const ends = [0];
  for (let growth = 0; growth < growths; growth++) {
    for (let call = 0; call < eventsAGrowth / eventsACall; call++) writeCall(records, growth * growthNs + call * 9_000);
    ends.push(records.output.payload.length);
  }
  const all = records.output.payload;
  return ends.slice(1).map((end, growth) => all.subarray(ends[growth], end));
}

let task = 1;

function writeCall(records: RecordWriter, time: number): void {
  task++;
  records.promise(0);
  const promise = records.promises;
  records.enter(time, 1);
  records.suspend(time + 1_000, task, 2, 0);
  records.resume(time + 5_000, task);
  records.exit(time + 7_000, task);
  records.settle(time + 7_000, promise);
}
