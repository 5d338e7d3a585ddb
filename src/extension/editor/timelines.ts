// The timelines on tabs: which was looked at last, and how one is asked to show something.

import * as vscode from 'vscode';
import type { EditorMessage, ShowTarget } from '../../protocol/editorMessages.ts';

/** The number of what is selected now, from 1, and of how many; 0 of 0 when there is nothing. */
export interface Shown {
  readonly at: number;
  readonly total: number;
}

/** A page that doesn't answer by then has gone. */
const answerMs = 30_000;

/** One tab. */
export class Timeline {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #post: (message: EditorMessage) => void;
  /** The page has a trace and stands in sight: one that is hidden is thrown away. */
  #listens = false;
  #waiting: EditorMessage[] = [];
  #lastId = 0;
  readonly #asked = new Map<number, (shown: Shown | null) => void>();

  constructor(uri: vscode.Uri, panel: vscode.WebviewPanel, post: (message: EditorMessage) => void) {
    this.uri = uri;
    this.panel = panel;
    this.#post = post;
  }

  /** The page has been told that its trace is open. */
  opened(): void {
    this.#listens = true;
    for (const message of this.#waiting.splice(0)) this.#post(message);
  }

  hidden(): void {
    this.#listens = false;
  }

  answered(id: number, shown: Shown | null): void {
    this.#asked.get(id)?.(shown);
    this.#asked.delete(id);
  }

  /** It will answer nothing of what it was asked. */
  failed(): void {
    this.#waiting = [];
    for (const id of [...this.#asked.keys()]) this.answered(id, null);
  }

  /** Null when it can't show anything. */
  show(target: ShowTarget, step: 1 | -1): Promise<Shown | null> {
    const id = ++this.#lastId;
    const message: EditorMessage = { kind: 'show', id, target, step };
    if (this.#listens) this.#post(message);
    else this.#waiting.push(message);
    return new Promise((answer) => {
      this.#asked.set(id, answer);
      setTimeout(() => this.answered(id, null), answerMs);
    });
  }
}

export class Timelines {
  /** The one looked at last is the last. */
  readonly #open: Timeline[] = [];

  add(timeline: Timeline): void {
    this.#open.push(timeline);
    this.#tell();
    timeline.panel.onDidChangeViewState(({ webviewPanel }) => {
      if (!webviewPanel.visible) timeline.hidden();
      if (webviewPanel.active) this.#open.push(...this.#open.splice(this.#open.indexOf(timeline), 1));
    });
    timeline.panel.onDidDispose(() => {
      timeline.failed();
      this.#open.splice(this.#open.indexOf(timeline), 1);
      this.#tell();
    });
  }

  /** The trace of the timeline that was looked at last; null when none is open. */
  get newest(): vscode.Uri | null {
    return this.#open.at(-1)?.uri ?? null;
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', 'traceConcurrency.timelineOpen', this.#open.length > 0);
  }

  find(trace: vscode.Uri): Timeline | undefined {
    return this.#open.findLast(({ uri }) => uri.toString() === trace.toString());
  }
}
