// The sampler's segment: what was set in a pass is what is read of it, however little of it was written.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeriesLog } from '../../../../src/host/sampling/seriesLog.ts';
import { makeTemporaryFolder } from '../recordedFolder.ts';
import { countersOf, valueAt } from './samplerRuns.ts';

const passNs = 100;
const end = { passes: 0, costNs: 0, unsampledThreads: 0 };

/** Of each series the value in each pass; undefined when it is not set in it. */
const passes = fc.array(fc.tuple(fc.option(fc.nat(3), { nil: undefined }), fc.option(fc.nat(3), { nil: undefined })), { maxLength: 30 });

function write(values: readonly (readonly [number | undefined, number | undefined])[]): string {
  const path = join(makeTemporaryFolder(), '0-0-0.segment');
  const log = new SeriesLog(path, { run: 'r', startNs: 0, everyMs: 1 });
  const rate = log.define('running', 1, 1, 'a');
  const found = log.define('memory', 1, 0, '');
  values.forEach(([running, memory], pass) => {
    if (running !== undefined) log.set(rate, running);
    if (memory !== undefined) log.set(found, memory);
    log.commit((pass + 1) * passNs);
  });
  log.end(rate);
  log.end(found);
  log.commit((values.length + 1) * passNs);
  log.close(end);
  return path;
}

describe('the log of sampled series', () => {
  it('gives back of each pass the rate that was set in it', () => {
    fc.assert(
      fc.property(passes, (values) => {
        // A rate is set in every pass while its thread lives.
        const rates = values.map(([running, memory]) => [running ?? 0, memory] as const);
        const [rate] = countersOf(write(rates));
        expect(rates.map((_, pass) => valueAt(rate!, (pass + 0.5) * passNs))).toEqual(rates.map(([running]) => running));
        expect(valueAt(rate!, (rates.length + 0.5) * passNs)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('gives back after each pass what was last found', () => {
    fc.assert(
      fc.property(passes, (values) => {
        const [, memory] = countersOf(write(values));
        let last: number | undefined;
        values.slice(0, -1).forEach(([, found], pass) => {
          last = found ?? last;
          expect(valueAt(memory!, (pass + 1.5) * passNs)).toBe(last);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('writes nothing of what stays as it is', () => {
    const sizeAfter = (count: number): number => statSync(write(Array.from({ length: count }, () => [5, 7] as const))).size;
    expect(sizeAfter(500) - sizeAfter(5)).toBeLessThan(20);
  });

  it('grows with what a pass has to say', () => {
    const path = join(makeTemporaryFolder(), '0-0-0.segment');
    const log = new SeriesLog(path, { run: 'r', startNs: 0, everyMs: 1 });
    const ids = Array.from({ length: 2000 }, (_, thread) => log.define('running', 1, thread, 'a thread with a name'));
    for (const [value, id] of ids.entries()) log.set(id, value);
    log.commit(passNs);
    log.close(end);
    expect(countersOf(path).map(({ value }) => value[0])).toEqual(ids.map((_, value) => value));
  });
});
