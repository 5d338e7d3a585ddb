// Functions of Node's that warn that they are experimental: the program has not asked for them.

/** Runs `action`, in which nothing of the program runs. */
export function withoutWarnings<T>(action: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return action();
  } finally {
    process.emitWarning = emitWarning;
  }
}
