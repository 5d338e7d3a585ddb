// The lifeline of a run: a pipe whose other end is held by whoever started the run, and by nobody else. When that one is gone,
// however it died, the pipe ends.

/**
 * The variable that names the pipe's descriptor. Only the editor's terminal sets it: a person's shell may leave a run behind and
 * mean it.
 */
export const lifelineVariable = 'TRACE_CONCURRENCY_LIFELINE';

export interface Lifeline {
  /** Resolves when it is cut: who held it is gone, or its terminal is. Never rejects. */
  readonly cut: Promise<void>;
  /** Whether it is cut by now, or within that time. Waits at least for the loop's next turn, so that what the system has told already is heard. */
  isCut(graceMs: number): Promise<boolean>;
  /** Lets go of it. It never holds the process open. */
  release(): void;
}

/**
 * Takes the variable out of `environment`, so that the program doesn't see it; null when there is none.
 * @throws the system's error when it names no pipe
 */
export async function takeLifeline(environment: NodeJS.ProcessEnv): Promise<Lifeline | null> {
  const named = environment[lifelineVariable];
  delete environment[lifelineVariable];
  if (named === undefined) return null;
  // Costs a fifth of the launcher's time, and only the editor needs it.
  const { Socket } = await import('node:net');
  const pipe = new Socket({ fd: Number(named), readable: true, writable: false });
  let isCut = false;
  const cut = new Promise<void>((done) => {
    const end = (): void => {
      isCut = true;
      done();
    };
    // The end is heard a turn of the loop before the closing.
    pipe.once('end', end);
    pipe.once('close', end);
    pipe.once('error', () => pipe.destroy());
    // A terminal that closes tells all in its foreground, the program too, which may be gone before the pipe ends.
    process.once('SIGHUP', end);
  });
  pipe.resume();
  // What can't be started has no process to wait for, and this is none.
  pipe.unref();
  return {
    cut,
    async isCut(graceMs) {
      const late = new Promise<void>((done) => setTimeout(done, graceMs));
      await Promise.race([cut, late]);
      await new Promise((turn) => setImmediate(turn));
      return isCut;
    },
    release: () => pipe.destroy(),
  };
}
