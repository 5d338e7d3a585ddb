// One operating-system thread: how long it ran, and how long it could have run but had no processor.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ProcFile } from './procFile.ts';

export interface ThreadTimes {
  readonly runNs: number;
  readonly waitNs: number;
}

export class OsThread {
  readonly id: number;
  readonly #folder: string;
  readonly #schedstat: ProcFile;
  /** Opened when it is first asked for: most threads sleep. */
  #stat: ProcFile | null = null;

  /**
   * @param folder - `/proc/<pid>/task/<id>`
   * @throws the system's error when it has ended, or may not be looked at
   */
  constructor(folder: string) {
    this.id = Number(basename(folder));
    this.#folder = folder;
    this.#schedstat = new ProcFile(`${folder}/schedstat`);
  }

  /** Since it began; null when it has ended. */
  times(): ThreadTimes | null {
    const text = this.#schedstat.read();
    return text === null ? null : parseSchedstat(text);
  }

  /** Whether it runs or could run at this moment. */
  wantsProcessor(): boolean {
    try {
      this.#stat ??= new ProcFile(`${this.#folder}/stat`);
    } catch {
      return false;
    }
    const stat = this.#stat.read() ?? '';
    // The name in parentheses may hold anything; the state follows it.
    return stat[stat.lastIndexOf(')') + 2] === 'R';
  }

  /** What it calls itself; its process's name, or that of its creator, until it has said so. */
  readName(): string {
    try {
      return readFileSync(`${this.#folder}/comm`, 'utf8').trim();
    } catch {
      return '';
    }
  }

  close(): void {
    this.#schedstat.close();
    this.#stat?.close();
  }
}

/** `<ns on a processor> <ns runnable> <time slices>`; null for anything else. */
export function parseSchedstat(text: string): ThreadTimes | null {
  const parts = /^(\d+) (\d+) \d+/.exec(text);
  return parts === null ? null : { runNs: Number(parts[1]), waitNs: Number(parts[2]) };
}
