// Test support: the smallest tracer that can say which task runs, and a run of a program under it.

import { runtimeGlobal } from '../../../src/model/launch.ts';

export interface Marks {
  /** What instrumented code calls. */
  readonly runtime: Readonly<Record<string, unknown>>;
  /** The task that runs by the marks; 0 when a reaction or callback does. */
  current(): number;
  /** Reports a task that runs while the marks say that another does. */
  same(task: number): void;
  readonly mistakes: string[];
}

/** A task's first slice runs inside its caller, to which its first suspension returns; a later one returns to nobody. */
export function listen(): Marks {
  const callers: number[] = [0, 0];
  const mistakes: string[] = [];
  let current = 1;
  const leave = (task: number): void => {
    current = callers[task]!;
    callers[task] = 0;
  };
  const suspend = (task: number, _site: number, value: unknown): unknown => {
    if (current !== task) mistakes.push(`task ${task} suspended while ${current} ran`);
    leave(task);
    return value;
  };
  const resume = (task: number, value: unknown): unknown => {
    current = task;
    return value;
  };
  const enter = (): number => {
    callers.push(current);
    current = callers.length - 1;
    return current;
  };
  const runtime = {
    m: 1,
    e: enter,
    b: enter,
    // A rejection that the body doesn't handle ends the task with no mark before.
    x: leave,
    c: (): void => {},
    s: suspend,
    w: suspend,
    f: suspend,
    r: resume,
    q: resume,
    y: resume,
    t: (_task: number, value: unknown): unknown => value,
    k: (_site: number, value: unknown): unknown => value,
    p: (_site: number, value: unknown): unknown => value,
    a: (value: unknown): unknown => value,
  };
  const same = (task: number): void => {
    if (current !== task) mistakes.push(`task ${task} went on while the marks say ${current}`);
  };
  return { runtime, current: () => current, same, mistakes };
}

const longestLog = 2000;

/** What a source that defines `main` logs until it and what it started have ended. */
export async function runProgram(source: string, marks: Marks | null): Promise<readonly string[]> {
  const out: string[] = [];
  const log = (value: unknown): void => {
    if (out.push(String(value)) > longestLog) throw new Error('endless');
  };
  const later = (value: unknown): Promise<unknown> => Promise.resolve(value).then((same) => same);
  const tick = (value: unknown): Promise<unknown> => new Promise((resolve) => setImmediate(resolve, value));
  // biome-ignore lint/suspicious/noThenProperty: awaiting a foreign thenable is one of the cases
  const thenable = (value: unknown): object => ({ then: (resolve: (value: unknown) => void) => resolve(value) });
  const failure = (): Promise<never> => later(0).then(() => Promise.reject(new Error('rejected')));
  const resource = (): object => ({ [Symbol.asyncDispose]: async () => log('disposed') });
  async function* inner(): AsyncGenerator<number> {
    yield 1;
    await null;
  }
  const names = {
    ...{ log, later, tick, thenable, failure, resource, inner },
    at: (next: () => number): boolean => next() === 1,
    caught: (error: unknown): void => log(error instanceof Error ? error.message : error),
    current: marks?.current ?? (() => 0),
    same: marks?.same ?? ((): void => {}),
    [runtimeGlobal]: marks?.runtime,
  };
  const ignore = (): void => {};
  process.on('unhandledRejection', ignore);
  const main = new Function(...Object.keys(names), `${source}\nreturn main();`) as (...values: readonly unknown[]) => Promise<unknown>;
  await main(...Object.values(names)).then(log, names.caught);
  for (let turn = 0; turn < 20; turn++) await tick(0);
  process.off('unhandledRejection', ignore);
  return out;
}
