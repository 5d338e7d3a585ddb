// Records of one thread as fast as they can be written, with made-up times: what the recorder itself costs. Prints nanoseconds a record of CPU and of time.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { noLimits, segmentFileName } from '../../../src/model/launch.ts';
import { Clock } from '../../../src/tracer/clock.ts';
import { Recorder } from '../../../src/tracer/recorder.ts';
import { loadMapping } from '../../../src/tracer/recording/mapping.ts';

const [, , recording, folder = '.', preload = ''] = process.argv;
const calls = 2_000_000;
/** As those of an async function that awaits once. */
const recordsACall = 6;

const mapping = recording === 'mapped' ? loadMapping(preload) : undefined;
const place = { folder, pid: process.pid, startNs: 0, threadId: 0 };
const recorder = new Recorder(place, new Clock(process.hrtime.bigint()), noLimits, mapping);

const isAsked = (recorder.bufferBytes === 0) === (recording === 'mapped');
let time = recorder.clock.time;
let task = 1;

function record(count: number): void {
  for (let call = 0; call < count; call++) {
    task++;
    recorder.begin().promise(0);
    recorder.begin().enter(time + 300, 7);
    recorder.begin().suspend(time + 500, task, 8, 0);
    recorder.begin().resume(time + 1400, task);
    recorder.begin().exit(time + 1500, task);
    recorder.begin().settle(time + 1500, task - 1);
    time += 1500;
  }
}

recorder.start('{}');
record(calls / 4);
const startedCpu = process.cpuUsage();
const started = performance.now();
record(calls);
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(startedCpu);
recorder.end(0);
rmSync(join(folder, segmentFileName({ ...place, chapter: 0 })));
const records = calls * recordsACall;
console.log(JSON.stringify({ isAsked, cpuNs: ((user + system) * 1000) / records, wallNs: (wallMs * 1e6) / records }));
