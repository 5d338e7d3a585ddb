// Records of made-up threads: a manifest, a header, and what a writer was told to write, as one frame each.

import type { RunManifest, ThreadHeader } from '../../src/model/launch.ts';
import { codeOf, type SiteKind, siteKinds } from '../../src/model/vocabulary.ts';
import type { Site } from '../../src/model/wire/records.ts';
import { RecordWriter } from '../../src/model/wire/recordWriter.ts';
import type { SegmentInput } from '../../src/replay/replay.ts';

export const testManifest: RunManifest = {
  version: 1,
  run: 'test',
  startedAt: '2026-01-01T00:00:00.000Z',
  origin: '0',
  command: ['app.ts'],
  cwd: '/app',
  level: 'full',
  machine: { hostname: 'machine', platform: 'linux', architecture: 'x64', cpuModel: 'cpu', cpus: 2, memoryBytes: 1 },
};

function testHeader(fields: Partial<ThreadHeader> = {}): ThreadHeader {
  const threadId = fields.threadId ?? 0;
  return {
    run: 'test',
    pid: 1,
    parentPid: 0,
    threadId,
    parentThreadId: threadId === 0 ? null : 0,
    name: 'app.ts',
    argv: [],
    nodeVersion: '24.0.0',
    startNs: 0,
    clockErrorNs: 100,
    recording: 'buffered',
    bufferBytes: 1024,
    ...fields,
  };
}

/** The bytes of what `write` writes, after a header. */
export function recordedBytes(header: Partial<ThreadHeader>, write: (records: RecordWriter) => void): Uint8Array {
  const writer = new RecordWriter(1 << 20);
  writer.thread(JSON.stringify(testHeader(header)));
  write(writer);
  return writer.output.payload.slice();
}

export function segmentOf(header: Partial<ThreadHeader>, write: (records: RecordWriter) => void): SegmentInput {
  return { frames: [{ payload: recordedBytes(header, write) }], cutBytes: 0 };
}

/** `await f 12`: kind, name and line of a place. */
export function site(kind: SiteKind, name: string, line: number): Site {
  return { kind: codeOf(siteKinds, kind), name, line, column: 1 };
}
