// A run's folder as the tests of this room want it: a manifest and segments with the frames they say.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeManifest } from '../../../src/host/runFolder.ts';
import { type RunManifest, segmentFileName } from '../../../src/model/launch.ts';
import { frameHeaderBytes, segmentHeader, writeFrameHeader } from '../../../src/model/segment.ts';

export const manifest: RunManifest = {
  version: 1,
  run: 'a run',
  startedAt: '2026-11-21T09:00:00.000Z',
  origin: '1000',
  command: ['app.ts', '--fast'],
  cwd: '/home/ada',
  level: 'full',
  machine: { hostname: 'box', platform: 'linux', architecture: 'x64', cpuModel: 'cpu', cpus: 2, memoryBytes: 1e9 },
};

export interface SegmentToWrite {
  readonly pid: number;
  readonly startNs: number;
  readonly chapter?: number;
  readonly frames: readonly Uint8Array[];
  /** Bytes of a frame that its thread did not finish. */
  readonly rest?: Uint8Array;
}

/** A folder that is gone after the test. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the folder and returns its path. Each payload's record count is its length. */
export function writeRunFolder(segments: readonly SegmentToWrite[]): string {
  const folder = join(makeTemporaryFolder(), 'run');
  mkdirSync(folder);
  writeManifest(folder, manifest);
  for (const segment of segments) {
    const parts = [segmentHeader(), ...segment.frames.map(framed), segment.rest ?? new Uint8Array()];
    writeFileSync(
      join(folder, segmentFileName({ pid: segment.pid, startNs: segment.startNs, threadId: 0, chapter: segment.chapter ?? 0 })),
      Buffer.concat(parts),
    );
  }
  return folder;
}

export function framed(payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(frameHeaderBytes);
  writeFrameHeader(header, 0, payload.length, payload.length);
  return Buffer.concat([header, payload]);
}
