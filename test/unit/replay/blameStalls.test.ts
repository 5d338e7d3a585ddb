// Whose fault a stall was.

import { describe, expect, it } from 'vitest';
import { codeOf, spanKinds } from '../../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';

const stall = codeOf(spanKinds, 'stall');

/** The name of the task that the only stall of a thread is laid to. */
function blamed(write: (records: RecordWriter) => void): string | null {
  const segment = segmentOf({ threadId: 0, name: 'A', startNs: 0 }, (records) => {
    records.sourceFile('/a.ts', [site('async function', 'outer', 1), site('async function', 'inner', 2)]);
    write(records);
  });
  const trace = replay(testManifest, [segment]);
  const span = trace.spans.kind.indexOf(stall);
  const task = trace.spans.task[span]!;
  return task < 0 ? null : trace.strings[trace.tasks.name[task]!]!;
}

describe('a stall', () => {
  it('is laid to the task whose own code ran longest in it, not to the one that called it', () => {
    const name = blamed((records) => {
      records.enter(100e6, 1);
      records.enter(110e6, 2);
      records.exit(170e6, 3);
      records.exit(180e6, 2);
      records.span(180e6, stall, 80e6, 80e6, '');
    });
    expect(name).toBe('inner');
  });

  it('is laid to the caller when that ran longer itself', () => {
    const name = blamed((records) => {
      records.enter(100e6, 1);
      records.enter(110e6, 2);
      records.exit(120e6, 3);
      records.exit(180e6, 2);
      records.span(180e6, stall, 80e6, 80e6, '');
    });
    expect(name).toBe('outer');
  });

  it('counts only what lies in it', () => {
    const name = blamed((records) => {
      records.enter(10e6, 1);
      records.exit(101e6, 2);
      records.enter(110e6, 2);
      records.exit(170e6, 3);
      records.span(180e6, stall, 80e6, 80e6, '');
    });
    expect(name).toBe('inner');
  });
});
