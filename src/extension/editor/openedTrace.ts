// One open trace in the extension: its worker, and what its views hear.

import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/** What a view hears of the trace that it shows. */
export interface TraceListener {
  read(live: boolean): void;
  unreadable(code: string, message: string): void;
  answer(channel: number, message: unknown): void;
}

/** One trace, for all that look at it: its tabs, and what watches its findings. Its worker starts with the first view and ends when nobody holds it. */
export class OpenedTrace implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #script: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #views = new Map<number, TraceListener>();
  readonly #ended: () => void;
  #holders = 0;
  #worker: Worker | null = null;
  #lastView = 0;
  /** What the worker said last of reading; null while it reads for the first time. */
  #state: Exclude<FromWorker, { kind: 'answer' }> | null = null;

  /** @param ended - called when nobody holds it any more */
  constructor(uri: vscode.Uri, script: string, log: vscode.LogOutputChannel, ended: () => void) {
    this.uri = uri;
    this.#ended = ended;
    this.#script = script;
    this.#log = log;
  }

  /** Whoever holds it calls {@link dispose} once. */
  hold(): this {
    this.#holders++;
    return this;
  }

  /** Adds a view, which hears at once how reading stands. Returns its number. */
  addView(listener: TraceListener): number {
    const view = ++this.#lastView;
    this.#views.set(view, listener);
    if (this.#state === null) this.#start();
    else tellState(listener, this.#state);
    return view;
  }

  removeView(view: number): void {
    this.#views.delete(view);
    this.#send({ kind: 'forget', view, channel: null });
  }

  request(view: number, channel: number, message: unknown): void {
    this.#send({ kind: 'request', view, channel, message });
  }

  closeChannel(view: number, channel: number): void {
    this.#send({ kind: 'forget', view, channel });
  }

  /** Reads everything anew, in a new worker. */
  reopen(): void {
    this.#end();
    this.#state = null;
    this.#start();
  }

  dispose(): void {
    if (--this.#holders > 0) return;
    this.#views.clear();
    this.#end();
    this.#ended();
  }

  #start(): void {
    if (this.#worker !== null) return;
    const worker = new Worker(this.#script, { name: 'timeline' });
    this.#worker = worker;
    worker.on('message', (message: FromWorker) => this.#hear(message));
    worker.on('error', (error) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#hear({ kind: 'unreadable', code: 'READER_FAILED', message: error.message });
    });
    this.#read().catch((error: unknown) => {
      this.#hear({ kind: 'unreadable', code: 'INPUT_MISSING', message: error instanceof Error ? error.message : String(error) });
    });
  }

  /** A file on this machine is read by the worker itself, one that lies elsewhere through the editor. */
  async #read(): Promise<void> {
    if (this.uri.scheme === 'file') {
      this.#send({ kind: 'read', from: { path: this.uri.fsPath } });
      return;
    }
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(this.uri)).buffer;
    this.#send({ kind: 'read', from: { bytes } }, [bytes]);
  }

  #send(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(message, [...transfer]);
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #hear(message: FromWorker): void {
    if (message.kind === 'answer') {
      this.#views.get(message.view)?.answer(message.channel, message.message);
      return;
    }
    if (message.kind === 'unreadable') this.#log.error(`${this.uri.fsPath}: ${message.message} (${message.code})`);
    this.#state = message;
    for (const listener of this.#views.values()) tellState(listener, message);
  }
}

function tellState(listener: TraceListener, state: Exclude<FromWorker, { kind: 'answer' }>): void {
  switch (state.kind) {
    case 'read':
      return listener.read(state.live);
    case 'unreadable':
      return listener.unreadable(state.code, state.message);
    default:
      return assertUnreachable(state);
  }
}
