// A test that runs inside the extension host, and how its result comes back.

import type * as Vscode from 'vscode';

/** What a test is given; it never imports `vscode` itself, so that its name can be read outside of the host. */
export interface HostSurroundings {
  readonly vscode: typeof Vscode;
  /** The opened workspace folder. */
  readonly workspace: string;
}

export interface HostTest {
  readonly name: string;
  run(around: HostSurroundings): Promise<void>;
}

export interface HostResult {
  readonly name: string;
  /** Null when it passed, else its error with the stack. */
  readonly error: string | null;
  /** The error of its first try, when it needed a second. */
  readonly failedFirst: string | null;
  readonly ms: number;
}

export interface HostReport {
  readonly vscode: string;
  readonly node: string;
  readonly results: readonly HostResult[];
}

/** Waits until `condition` is true of something; @throws Error naming `what` after `forMs` */
export async function until<Value>(
  condition: () => Value | Promise<Value>,
  what: string,
  forMs = 20_000,
): Promise<Exclude<Value, null | undefined | false>> {
  const giveUpAt = Date.now() + forMs;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value as Exclude<Value, null | undefined | false>;
    if (Date.now() > giveUpAt) throw new Error(`waited in vain: ${what}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
