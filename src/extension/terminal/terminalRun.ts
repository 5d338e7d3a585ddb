// What the extension hands to the process in the terminal, and what that process reports.

/** As JSON, the one argument of the process in the terminal. */
export interface TerminalRun {
  /** The process of the extension: when it is gone, nobody watches the run any more, and it ends. */
  readonly watcher: number;
  /** The file that {@link RunReport}s are written to. */
  readonly report: string;
  /** The words of the command line. */
  readonly words: readonly string[];
  /** Written when the program has ended: `{0}` is how. */
  readonly closing: string;
}

/** Written when the command line has been started, and again when it has ended. */
export interface RunReport {
  /** The process in the terminal: SIGTERM to it ends the run. */
  readonly terminal: number;
  readonly commandLine: number;
  readonly ended: { readonly code: number | null; readonly signal: string | null } | null;
}
