// How the programs of this folder say who woke whom; see ../README.md.

import { writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

let wakes = 0;
/** Beside a label: its notify is over. */
const over = 1 << 30;
/** A label that stands from the beginning. */
export const ofNobody = over;

/** A number for shared memory that tells this thread and its next notify that wakes somebody. */
export function label() {
  return ((threadId + 1) << 20) | (wakes + 1);
}

/** That notify has woken somebody. */
export function woke() {
  wakes++;
}

/** This thread was woken by the notify that left this label. */
export function print(found) {
  const edge = [`${process.pid}.${((found & ~over) >> 20) - 1}`, `${process.pid}.${threadId}`, `atomics ${found & 0xfffff}`];
  writeSync(1, `${JSON.stringify({ edge })}\n`);
}

/** Wakes the one that sleeps at this place, or will: it finds the label there. */
export function wakeOne(array, index) {
  Atomics.store(array, index, label());
  if (Atomics.notify(array, index, 1) > 0) woke();
  Atomics.or(array, index, over);
}

/** Takes the label away. Not before its notify is over, which would wake who sleeps here next. */
export function takeLabel(array, index) {
  while ((Atomics.load(array, index) & over) === 0);
  Atomics.store(array, index, 0);
}

/** Sleeps until there is a label, and takes it away. */
export function sleepAt(array, index) {
  while (Atomics.load(array, index) === 0) {
    if (Atomics.wait(array, index, 0) === 'ok') print(Atomics.load(array, index));
  }
  takeLabel(array, index);
}
