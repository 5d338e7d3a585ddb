// A queue whose values come one by one.
import { setTimeout as sleep } from 'node:timers/promises';

export enum Level {
  Low = 1,
  High,
}

export class Queue<Value> {
  private values: Value[] = [];

  push(value: Value): void {
    this.values.push(value);
  }

  async *drain(): AsyncGenerator<Value> {
    for (;;) {
      const value = this.values.shift();
      if (value === undefined) return;
      await sleep(1);
      yield value;
    }
  }
}
