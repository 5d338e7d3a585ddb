// A run in the integrated terminal, from its start until its trace is there: what is known of it, and how it is stopped.

import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startRecording, stopRecording } from '../../host/startAndStop.ts';
import { isRunning } from '../../host/writers.ts';
import { manifestFileName } from '../../model/launch.ts';
import { runFolderOf } from '../editor/traceOnDisk.ts';
import type { FoundNode } from '../programs/findNode.ts';
import type { Program } from '../programs/program.ts';
import type { RunReport, TerminalRun } from '../terminal/terminalRun.ts';

const pollMs = 100;
/** The first lanes wait for it. */
const visiblePollMs = 20;
const beginMs = 30_000;

export interface RecordingOptions {
  readonly program: Program;
  readonly node: FoundNode;
  /** The `.ctrace` of the end. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly level: 'light' | 'full';
  /** Words for the command line that bound what is recorded. */
  readonly limits: readonly string[];
  readonly startPaused: boolean;
  /** The folder of the built bundles. */
  readonly dist: string;
}

/** How a run came to its end. `trace`: whether there is one. */
export interface RunEnd {
  readonly trace: boolean;
  readonly code: number | null;
  readonly signal: string | null;
}

export class Recording {
  readonly program: Program;
  readonly file: string;
  readonly startedAtMs: number = Date.now();
  /** Resolves once, when the command line has ended. */
  readonly ended: Promise<RunEnd>;
  /** Resolves when there is something to look at: true for the run's folder, false for an end that came before it and left no trace. */
  readonly visible: Promise<boolean>;
  #isPaused: boolean;
  readonly #terminal: vscode.Terminal;
  readonly #report: string;

  constructor(options: RecordingOptions) {
    const { program, file } = options;
    this.program = program;
    this.file = file;
    this.#isPaused = options.startPaused;
    this.#report = join(tmpdir(), `trace-concurrency-${randomUUID()}.json`);
    this.#terminal = vscode.window.createTerminal(terminalOptions(options, this.#report));
    this.ended = this.#awaitEnd();
    this.visible = Promise.race([this.ended.then(({ trace }) => trace), fileAppears(join(runFolderOf(file), manifestFileName))]);
  }

  /** The program runs, and nothing is recorded of it. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** @throws the system's error when the run's folder can't be written, as before its beginning */
  setPaused(isPaused: boolean): void {
    if (isPaused) stopRecording(runFolderOf(this.file));
    else startRecording(runFolderOf(this.file));
    this.#isPaused = isPaused;
  }

  show(): void {
    this.#terminal.show(true);
  }

  /** Ends the program and all that it started; what was recorded becomes a trace. Asks and does not wait. */
  stop(): void {
    const pids = this.#readReport();
    if (pids === null) this.#terminal.dispose();
    else process.kill(pids.terminal, 'SIGTERM');
  }

  async #awaitEnd(): Promise<RunEnd> {
    for (;;) {
      const report = this.#readReport();
      const ended = report?.ended ?? null;
      // A terminal that died without a word leaves the command line behind, which ends the program and packs what it recorded.
      const isAlone = report !== null && isRunning(report.commandLine);
      if (ended !== null || (this.#terminal.exitStatus !== undefined && !isAlone)) {
        rmSync(this.#report, { force: true });
        return { trace: existsSync(this.file), code: ended?.code ?? null, signal: ended?.signal ?? null };
      }
      await new Promise((resume) => setTimeout(resume, pollMs));
    }
  }

  #readReport(): RunReport | null {
    try {
      return JSON.parse(readFileSync(this.#report, 'utf8')) as RunReport;
    } catch {
      // Not written yet.
      return null;
    }
  }
}

/** Waits no longer than any run takes to begin. */
async function fileAppears(file: string): Promise<true> {
  for (let waitedMs = 0; waitedMs < beginMs && !existsSync(file); waitedMs += visiblePollMs)
    await new Promise((resume) => setTimeout(resume, visiblePollMs));
  return true;
}

function terminalOptions(
  { program, node, file, environment, level, limits, startPaused, dist }: RecordingOptions,
  report: string,
): vscode.TerminalOptions {
  const run: TerminalRun = {
    watcher: process.pid,
    report,
    words: [
      ...['run', '--out', file, '--node', node.path],
      ...(level === 'full' ? [] : ['--level', level]),
      ...limits,
      ...(startPaused ? ['--paused'] : []),
      ...(program.kind === 'command' ? ['--'] : []),
      ...program.words,
    ],
    closing: vscode.l10n.t('Ended ({0}). Press any key to close this terminal.'),
  };
  return {
    name: program.name,
    iconPath: new vscode.ThemeIcon('graph-scatter'),
    shellPath: node.path,
    shellArgs: [join(dist, 'terminalMain.cjs'), JSON.stringify(run)],
    cwd: program.cwd,
    env: environment,
    // A reloaded or closed window ends the run: nobody would watch it.
    isTransient: true,
  };
}
