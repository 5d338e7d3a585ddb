// The runs that record now: who hears of them, and the context key that menus look at.

import * as vscode from 'vscode';
import { settingsSection } from '../settings.ts';
import type { Recording } from './recording.ts';

export class Recordings implements vscode.Disposable {
  readonly #running = new Set<Recording>();
  /** Those that ended without a trace: their tabs say why. */
  readonly #traceless = new Map<string, Recording>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onChange: vscode.Event<void> = this.#changed.event;

  get running(): readonly Recording[] {
    return [...this.#running];
  }

  /** The one whose trace will be `file`. */
  find(file: string): Recording | undefined {
    return this.running.find((recording) => recording.file === file);
  }

  /** What this window knows of the run whose trace is or was to be `file`. */
  expect(file: string): Recording | undefined {
    return this.find(file) ?? this.#traceless.get(file);
  }

  /** Holds a recording until it has ended. */
  add(recording: Recording): void {
    this.#running.add(recording);
    this.#tell();
    void recording.ended.then(({ trace }) => {
      if (!trace) this.#traceless.set(recording.file, recording);
      this.#running.delete(recording);
      this.#tell();
    });
  }

  /** Pauses or resumes a recording. @throws as {@link Recording.setPaused} */
  setPaused(recording: Recording, isPaused: boolean): void {
    recording.setPaused(isPaused);
    this.#tell();
  }

  /** The window closes or reloads: nobody would watch them. */
  dispose(): void {
    for (const recording of this.#running) recording.stop();
    this.#changed.dispose();
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', `${settingsSection}.recording`, this.#running.size > 0);
    const isSome = (paused: boolean): boolean => this.running.some(({ isPaused }) => isPaused === paused);
    void vscode.commands.executeCommand('setContext', `${settingsSection}.canPause`, isSome(false));
    void vscode.commands.executeCommand('setContext', `${settingsSection}.canResume`, isSome(true));
    if (this.#running.size > 0) void vscode.commands.executeCommand('setContext', `${settingsSection}.noTrace`, false);
    this.#changed.fire();
  }
}
