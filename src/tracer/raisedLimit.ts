// Error.stackTraceLimit, raised while a call of ours stands in the stack: what is captured meanwhile has as many frames of the program as without us.

/** Calls that stand in each other now, and run code of the program. */
let depth = 0;
/** What the limit has been raised to, and from what, by those that stand now. */
let raisedTo = 0;
let given = 0;
/** By how much it was raised at most while code of the program ran. */
let most = 0;

/**
 * Calls with room for `ownFrames` more. `runsProgram`: whether code of the program may run inside, and capture what has none of our frames.
 * @returns what the call returns; what it throws passes
 */
export function callWithRoom<Result>(ownFrames: number, runsProgram: boolean, call: () => Result): Result {
  const limit = Error.stackTraceLimit;
  if (typeof limit !== 'number' || !(limit > 0) || !isSet(limit + ownFrames)) return call();
  const raisedBefore = raisedTo;
  const givenBefore = given;
  given = programLimit(limit);
  raisedTo = limit + ownFrames;
  if (runsProgram) depth++;
  if (depth > 0) most = Math.max(most, raisedTo - given);
  const raised = raisedTo;
  try {
    return call();
  } finally {
    if (runsProgram) depth--;
    raisedTo = raisedBefore;
    given = givenBefore;
    // Unless the program has set another one.
    if (Error.stackTraceLimit === raised) Error.stackTraceLimit = limit;
  }
}

/** A plain assignment is what the engine is quick at: `Reflect.set` takes a tenth of a write to a file. */
function isSet(limit: number): boolean {
  try {
    Error.stackTraceLimit = limit;
    return true;
  } catch {
    return false;
  }
}

/** The limit as the program has set it, where `limit` is what stands there. */
export function programLimit(limit: number): number {
  return depth > 0 && limit === raisedTo ? given : limit;
}

/** Whether so many frames are more than the program's limit because there was room for ours. */
export function haveRoomOfOurs(frames: number, limit: number): boolean {
  return frames > limit && frames <= limit + most;
}
