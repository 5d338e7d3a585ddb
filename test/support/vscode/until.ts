// Waiting for what comes when it comes: a busy machine is slow, not wrong.

/** Longer than anything takes on a machine that eight others use. */
export const patienceMs = 90_000;

/** Asks until there is an answer; what `ask` throws counts as none. @throws Error naming `what` and the last error */
export async function until<Value>(
  ask: () => Value | null | false | undefined | Promise<Value | null | false | undefined>,
  what: string,
  forMs: number = patienceMs,
): Promise<Value> {
  const giveUpAt = performance.now() + forMs;
  let fault: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      fault = error;
    }
    if (performance.now() > giveUpAt) throw new Error(`waited in vain for ${what}`, { cause: fault });
    await new Promise((resume) => setTimeout(resume, 100));
  }
}
