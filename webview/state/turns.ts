// Turns: what changes the view in several steps is done one after the other, so that none finds the other half done.

export interface Turns {
  /** Does `work` when all that came before it is done. */
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work) {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
  };
}
