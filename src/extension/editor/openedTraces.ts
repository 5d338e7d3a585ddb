// The traces that are open: each is read once, however many look at it.

import * as vscode from 'vscode';
import { type Expecting, OpenedTrace } from './openedTrace.ts';

export class OpenedTraces {
  readonly #open = new Map<string, OpenedTrace>();
  readonly #script: string;
  readonly #log: () => vscode.LogOutputChannel;
  readonly #expecting: Expecting;

  /** @param extension - the folder of the extension */
  constructor(extension: vscode.Uri, log: () => vscode.LogOutputChannel, expecting: Expecting) {
    this.#script = vscode.Uri.joinPath(extension, 'dist', 'timelineWorker.cjs').fsPath;
    this.#log = log;
    this.#expecting = expecting;
  }

  /** The trace at `uri`, held for the caller until it disposes it. */
  hold(uri: vscode.Uri): OpenedTrace {
    const key = uri.toString();
    const trace = this.#open.get(key) ?? new OpenedTrace(uri, this.#script, this.#log(), this.#expecting, () => this.#open.delete(key));
    this.#open.set(key, trace);
    return trace.hold();
  }
}
