// What is recorded so far is counted by its frames, not by what the disk has set aside for them.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RecordedBytes } from '../../../src/host/recordedBytes.ts';
import { openFrame, segmentHeader, writeFrameHeader } from '../../../src/model/segment.ts';
import { framed, writeRunFolder } from './recordedFolder.ts';

it('grows with the frames of a segment that is longer than they are', () => {
  const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [Uint8Array.of(1, 2), Uint8Array.of(3)] }]);
  const recorded = new RecordedBytes(folder);
  expect(recorded.count()).toEqual({ threads: 1, bytes: 8 + 10 + 9 });
  const file = Buffer.alloc(4096);
  file.set(Buffer.concat([segmentHeader(), framed(Uint8Array.of(1, 2, 3, 4))]));
  const path = join(folder, '8-100-0.segment');
  for (const payloadBytes of [5, 50]) {
    writeFrameHeader(file, 20, payloadBytes, openFrame | 1);
    writeFileSync(path, file);
    expect(recorded.count()).toEqual({ threads: 2, bytes: 27 + 20 + 8 + payloadBytes });
  }
});
