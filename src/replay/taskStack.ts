// The tasks on a thread's stack, from the bottom: who called whom.

export interface Frame {
  readonly task: number;
  /** Row of its slice. */
  slice: number;
  /** The event that its slice began with. */
  event: number;
  /** Set when it was said to wait for an iterable's next value at this site: it is gone once other code runs. Else −1. */
  leavingAt: number;
  /** The promise that the last reaction made in it is derived from. 0 when none. */
  lastAwaited: number;
  /** While {@link leavingAt} is set: the promises of the reactions made in it. One of them goes on with it; others are of code that ran when it had left. */
  awaits: number[];
}

export class TaskStack {
  readonly #frames: Frame[] = [];

  get depth(): number {
    return this.#frames.length;
  }

  /** −1 when the stack is empty. */
  get task(): number {
    const frames = this.#frames;
    return frames.length === 0 ? -1 : frames[frames.length - 1]!.task;
  }

  get top(): Frame | undefined {
    return this.#frames[this.#frames.length - 1];
  }

  push(frame: Frame): void {
    this.#frames.push(frame);
  }

  pop(): Frame | undefined {
    return this.#frames.pop();
  }

  /** Its place from the bottom; −1 when it is not on the stack. */
  find(task: number): number {
    for (let at = this.#frames.length - 1; at >= 0; at--) {
      if (this.#frames[at]!.task === task) return at;
    }
    return -1;
  }

  frameAt(at: number): Frame {
    return this.#frames[at]!;
  }
}
