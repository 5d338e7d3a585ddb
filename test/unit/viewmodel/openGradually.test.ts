// Opening a long recording: its beginning answers at once, the whole in the end.

import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../../src/model/recordedRun.ts';
import { openGradually } from '../../../src/viewmodel/openGradually.ts';
import { recordedBytes, site, testManifest } from '../../support/recordStream.ts';

const unfolded = { toggled: [], expanded: [], hideIdle: false };
const pause = (): Promise<void> => new Promise((goOn) => setTimeout(goOn));

/** Each of the frames calls `f` a thousand times: two records a call. */
function longRun(frameCount: number): RecordedRun {
  const ends: number[] = [];
  const bytes = recordedBytes({}, (records) => {
    records.sourceFile('/app/app.ts', [site('async function', 'f', 1)]);
    for (let call = 0; call < frameCount * 1_000; call++) {
      records.enter(call * 10, 1);
      records.exit(call * 10 + 5, call + 2);
      if (call % 1_000 === 999) ends.push(records.output.payload.length);
    }
  });
  const frames = ends.map((end, at) => ({ records: 2_000, payload: bytes.slice(at === 0 ? 0 : ends[at - 1], end) }));
  return { manifest: testManifest, threads: [{ frames, cutBytes: 0 }], damage: null };
}

describe('openGradually', () => {
  it('answers from the beginning of a long recording, then from all of it', async () => {
    const source = openGradually(longRun(120), pause);
    const beginning = await source.overview();
    expect(beginning.isPart).toBe(true);
    expect(beginning.counts.tasks).toBeLessThan(40_000);
    expect(await source.whole()).toBe(true);
    expect(await source.overview()).toMatchObject({ isPart: false, counts: { tasks: 120_001 } });
  });

  it('never gives the rows of the beginning and those of the whole one generation', async () => {
    const source = openGradually(longRun(120), pause);
    const before = await source.rows(unfolded);
    await source.whole();
    expect((await source.rows(unfolded)).generation).toBeGreaterThan(before.generation);
  });

  it('opens a short recording as a whole', async () => {
    const source = openGradually(longRun(3), pause);
    expect(await source.whole()).toBe(false);
    expect(await source.overview()).toMatchObject({ isPart: false, counts: { tasks: 3_001 } });
  });
});
