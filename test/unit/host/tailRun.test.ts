// Following a run's folder while it is written: new segments, frames as they become whole, every way in which it ends.

import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeManifest } from '../../../src/host/runFolder.ts';
import { type RunNews, tailRun } from '../../../src/host/tailRun.ts';
import { openFrame, segmentHeader, writeFrameHeader } from '../../../src/model/segment.ts';
import { framed, makeTemporaryFolder, manifest, writeRunFolder } from './recordedFolder.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ended = { ...manifest, ended: { atNs: 5, code: 0, signal: null } };

function follow(folder: string) {
  const told: RunNews[] = [];
  const stop = tailRun(folder, (news) => told.push(news));
  onTestFinished(stop);
  const until = async (what: (news: readonly RunNews[]) => boolean): Promise<void> => {
    const giveUpAt = performance.now() + 5000;
    while (!what(told) && performance.now() < giveUpAt) await new Promise((resume) => setTimeout(resume, 5));
    expect(what(told)).toBe(true);
  };
  const payloads = (segment: string): number[][] =>
    told.flatMap((news) => (news.kind === 'frames' && news.segment === segment ? news.frames.map(({ payload }) => [...payload]) : []));
  const end = () => told.find((news) => news.kind === 'end');
  return { told, stop, until, payloads, end };
}

const name = '7-100-0.segment';

describe('following a run', () => {
  it('tells the manifest first, then each frame once, when it is whole', async () => {
    const whole = framed(bytes(4, 5, 6));
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [bytes(1), bytes(2, 3)], rest: whole.subarray(0, 5) }]);
    const { told, until, payloads } = follow(folder);
    await until(() => payloads(name).length === 2);
    expect(told[0]).toEqual({ kind: 'manifest', manifest });
    appendFileSync(join(folder, name), whole.subarray(5, 9));
    await new Promise((resume) => setTimeout(resume, 150));
    expect(payloads(name)).toEqual([[1], [2, 3]]);
    appendFileSync(join(folder, name), whole.subarray(9));
    await until(() => payloads(name).length === 3);
    expect(payloads(name)).toEqual([[1], [2, 3], [4, 5, 6]]);
  });

  it('sees a segment that begins later, even in two pieces', async () => {
    const folder = writeRunFolder([]);
    const { until, payloads, told } = follow(folder);
    await until(() => told.length === 1);
    writeFileSync(join(folder, name), segmentHeader().subarray(0, 3));
    await new Promise((resume) => setTimeout(resume, 130));
    appendFileSync(join(folder, name), Buffer.concat([segmentHeader().subarray(3), framed(bytes(9))]));
    await until(() => payloads(name).length === 1);
    expect(told.map(({ kind }) => kind)).toEqual(['manifest', 'frames']);
  });

  it('tells the records of a frame as they are added to it in place', async () => {
    const folder = writeRunFolder([]);
    const { until, payloads, told } = follow(folder);
    await until(() => told.length === 1);
    // Room for more than there is, as a mapped file has.
    const file = Buffer.alloc(4096);
    const show = (): void => writeFileSync(join(folder, name), file, { flag: 'r+' });
    writeFileSync(join(folder, name), file);
    file.set(segmentHeader());
    const write = (at: number, records: number, ...payload: number[]): void => {
      writeFrameHeader(file, at, payload.length, records);
      file.set(payload, at + 8);
      show();
    };
    write(8, openFrame | 2, 1, 2);
    await until(() => payloads(name).length === 1);
    write(8, openFrame | 3, 1, 2, 3);
    await until(() => payloads(name).length === 2);
    write(8, 3, 1, 2, 3, 0);
    write(20, openFrame | 1, 9);
    await until(() => payloads(name).length === 3);
    expect(payloads(name)).toEqual([[1, 2], [3], [9]]);
  });

  it('reads all there is before it tells the end, with what was cut', async () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [], rest: bytes(1, 2) }]);
    const { until, end, payloads } = follow(folder);
    await new Promise((resume) => setTimeout(resume, 30));
    const large = Array.from({ length: 3 }, (_, fill) => new Uint8Array(3 << 20).fill(fill));
    writeFileSync(join(folder, '8-1-0.segment'), Buffer.concat([segmentHeader(), ...large.map(framed)]));
    writeManifest(folder, ended);
    await until(() => end() !== undefined);
    expect(payloads('8-1-0.segment').map(({ length }) => length)).toEqual([3 << 20, 3 << 20, 3 << 20]);
    expect(end()).toMatchObject({
      how: 'ended',
      manifest: ended,
      cut: new Map([
        [name, 2],
        ['8-1-0.segment', 0],
      ]),
    });
  });

  it('says that the folder is gone', async () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [bytes(1)] }]);
    const { until, end, payloads } = follow(folder);
    await until(() => payloads(name).length === 1);
    rmSync(folder, { recursive: true });
    await until(() => end() !== undefined);
    expect(end()).toMatchObject({ how: 'gone', manifest });
  });

  it('reads frames that were written just before the folder was taken away', async () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [bytes(1)] }]);
    const { until, end, payloads } = follow(folder);
    await until(() => payloads(name).length === 1);
    appendFileSync(join(folder, name), framed(bytes(2)));
    rmSync(folder, { recursive: true });
    await until(() => end() !== undefined);
    expect(payloads(name)).toEqual([[1], [2]]);
  });

  it('goes on when one segment is none', async () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [bytes(1)] }]);
    writeFileSync(join(folder, '8-1-0.segment'), 'something else altogether');
    const { told, until, payloads } = follow(folder);
    await until(() => payloads(name).length === 1);
    expect(told.find((news) => news.kind === 'damaged')).toMatchObject({ segment: '8-1-0.segment', why: expect.stringContaining('TCSEG') });
    appendFileSync(join(folder, name), framed(bytes(2)));
    await until(() => payloads(name).length === 2);
  });

  it('ends a run whose writers are gone without a word', { timeout: 20_000 }, async () => {
    // No process has this number: it is beyond what a system gives out.
    const folder = writeRunFolder([{ pid: 2 ** 30, startNs: 100, frames: [bytes(1)] }]);
    const { until, end } = follow(folder);
    await new Promise((resume) => setTimeout(resume, 3000));
    expect(end()).toBeUndefined();
    await until(() => end() !== undefined);
    expect(end()).toMatchObject({ how: 'abandoned' });
  });

  it('says what is no run', async () => {
    const nowhere = follow(join(makeTemporaryFolder(), 'nowhere'));
    await nowhere.until(() => nowhere.end() !== undefined);
    expect(nowhere.end()).toMatchObject({ how: 'unreadable', manifest: null });
    const folder = join(makeTemporaryFolder(), 'run');
    mkdirSync(folder);
    writeFileSync(join(folder, 'run.json'), '{');
    const broken = follow(folder);
    await broken.until(() => broken.end() !== undefined);
    expect(broken.end()).toMatchObject({ how: 'unreadable', why: expect.stringContaining('expected JSON') });
  });

  it('tells nothing after it was stopped', async () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [bytes(1)] }]);
    const { told, until, stop } = follow(folder);
    await until(() => told.length === 2);
    stop();
    appendFileSync(join(folder, name), framed(bytes(2)));
    await new Promise((resume) => setTimeout(resume, 250));
    expect(told.length).toBe(2);
  });
});
