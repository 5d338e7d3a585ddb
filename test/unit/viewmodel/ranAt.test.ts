// From a line of the source to what ran there.

import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model/trace.ts';
import type { RanAt } from '../../../src/protocol/timelineSource.ts';
import { replay } from '../../../src/replay/replay.ts';
import { openTrace } from '../../../src/viewmodel/openTrace.ts';
import { ranAt } from '../../../src/viewmodel/ranAt.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { traceFromText } from '../../support/traceFromText.ts';

/** f stands on line 1 of /app/app.ts and waits on line 2, g on 11 and 12. */
const trace = traceFromText('A: enter(f) await(f) enter(f) await(f) enter(g) await(g) resume(f) exit(f) exit');
const files = ['/app/app.ts'];
const kindsOf = ({ selections }: RanAt): readonly string[] => selections.map(({ kind }) => kind);

describe('what ran at a line', () => {
  it('are the tasks of the function that stands there, by time', () => {
    const { scope, total, selections } = ranAt(trace, { files, line: 1, body: null }, 10);
    expect([scope, total]).toEqual(['line', 2]);
    expect(selections.map(({ index }) => trace.strings[trace.tasks.name[index]!])).toEqual(['f', 'f']);
    const starts = selections.map(({ index }) => trace.tasks.createdNs.at(index));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('are the waits that began there', () => {
    const found = ranAt(trace, { files, line: 2, body: { firstLine: 1, lastLine: 5 } }, 10);
    expect([found.scope, kindsOf(found)]).toEqual(['line', ['wait', 'wait']]);
  });

  it('are the tasks of the function around it when nothing stands on the line itself', () => {
    const found = ranAt(trace, { files, line: 14, body: { firstLine: 11, lastLine: 20 } }, 10);
    expect([found.scope, found.total, kindsOf(found)]).toEqual(['body', 1, ['task']]);
  });

  it('is nothing in another file, or beyond every function', () => {
    expect(ranAt(trace, { files: ['/app/other.ts'], line: 1, body: null }, 10).total).toBe(0);
    expect(ranAt(trace, { files, line: 5, body: null }, 10).total).toBe(0);
  });

  it('counts all and hands out the first', () => {
    const found = ranAt(trace, { files, line: 1, body: null }, 1);
    expect([found.total, found.selections.length]).toEqual([2, 1]);
  });

  it.each([
    ['file:///my%20app/a.ts', '/my app/a.ts'],
    ['C:\\app\\a.ts', 'c:/app/a.ts'],
    ['file:///C:/app/a.ts', 'c:\\app\\a.ts'],
  ])('knows %s by the name %s', (traced, asked) => {
    const named: Trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile(traced, [site('async function', 'f', 1)]);
        records.promise(0);
        records.enter(1000, 1);
      }),
    ]);
    expect(ranAt(named, { files: [asked], line: 1, body: null }, 10).total).toBe(1);
  });
});

describe('the detail of evidence', () => {
  it('says what is wrong with it first, and says nothing of what is well', async () => {
    const source = openTrace(
      traceFromText('A: enter(f) await(f) enter(f) await(f) resume(f) exit(f) exit', { atNs: 1e6, code: 0, signal: null }),
    );
    const [finding] = await source.findings();
    const { facts } = await source.detail(finding!.evidence[0]!);
    expect(facts[0]).toEqual({ name: 'finding', value: [{ text: 'never settled: its thread ended, and nothing had ended its wait' }] });
    const namesOf = async (index: number): Promise<readonly string[]> =>
      (await source.detail({ kind: 'task', index })).facts.map(({ name }) => name);
    const all = await Promise.all([0, 1, 2].map(namesOf));
    expect(all.filter((names) => names.includes('finding'))).toHaveLength(1);
  });
});
