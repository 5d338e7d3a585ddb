// Points of a program that a trace tells the time of, with the clock read by the program itself at each: its readings go to the file READINGS.
import { writeFileSync } from 'node:fs';

const rounds = Number(process.env.ROUNDS ?? 100_000);
const times = new Float64Array(rounds * 8);
const points = new Uint8Array(rounds * 8);
const point = { enter: 0, suspend: 1, resume: 2, exit: 3, reaction: 4, timer: 5, deep: 6, high: 7 };
let count = 0;

const origin = process.hrtime();
function note(kind) {
  const [seconds, nanoseconds] = process.hrtime();
  times[count] = (seconds - origin[0]) * 1e9 + (nanoseconds - origin[1]);
  points[count++] = kind;
}

const kept = [];
/** A little garbage, some of which lives for a while, so that the collector has to work. */
function work(round) {
  kept[round % 5_000] = { round, text: String(round), items: [round, round + 1, round + 2] };
}

async function step(round) {
  note(point.enter);
  work(round);
  note(point.suspend);
  await null;
  note(point.resume);
  work(round + 1);
  note(point.exit);
}

/** Forty marks one after another, and as many on the way back, between which the program does nothing that takes time. */
async function down(depth) {
  return depth === 0 ? await null : (await down(depth - 1)) + 1;
}
async function descent() {
  const climbed = down(40);
  note(point.deep);
  await climbed;
  note(point.high);
}

const reaction = () => Promise.resolve().then(() => note(point.reaction));
const timer = () =>
  new Promise((resolve) => {
    setTimeout(() => {
      note(point.timer);
      resolve();
    }, 0);
  });

performance.mark('begin');
for (let round = 0; round < rounds; round++) {
  await step(round);
  if (round % 2 === 0) await reaction();
  if (round % 16 === 0) await descent();
  if (round % 64 === 0) await timer();
}
performance.mark('end');
const readings = { origin, times: [...times.subarray(0, count)], points: [...points.subarray(0, count)] };
if (process.env.READINGS !== undefined) writeFileSync(process.env.READINGS, JSON.stringify(readings));
