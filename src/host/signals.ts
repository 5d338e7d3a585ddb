// Signals between whoever runs us and the program: each reaches it once, and its death by one becomes ours.

import { isInForeground } from './terminal.ts';

/** What a terminal sends to its whole foreground group, so that the program has it already. */
const fromTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGHUP'];
/** SIGUSR1 would start the debugger of the command line instead of the program's. */
const passedOn: readonly NodeJS.Signals[] = [...fromTerminal, 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];

export interface Receiver {
  kill(signal: NodeJS.Signals): boolean;
}

/** Passes signals on to `program` until the function it returns is called. */
export function passSignals(program: Receiver): () => void {
  const listeners = passedOn.map((signal) => {
    const listener = (): void => {
      if (fromTerminal.includes(signal) && isInForeground()) return;
      program.kill(signal);
    };
    return { signal, listener };
  });
  for (const { signal, listener } of listeners) listen(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) process.removeListener(signal, listener);
  };
}

function listen(signal: NodeJS.Signals, listener: () => void): void {
  try {
    process.on(signal, listener);
  } catch {
    // Not a signal of this platform.
  }
}

/** Ends this process as the program ended. Where a signal can't end it, the exit code is the shell's 128 + number. */
export function endAs(
  ended: { readonly code: number | null; readonly signal: string | null },
  signalNumber: (name: string) => number,
): void {
  if (ended.signal === null) {
    process.exitCode = ended.code ?? 1;
    return;
  }
  process.exitCode = 128 + signalNumber(ended.signal);
  process.removeAllListeners(ended.signal);
  process.kill(process.pid, ended.signal);
}
