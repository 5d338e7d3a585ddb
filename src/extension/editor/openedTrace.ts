// One open trace in the extension: its worker, and what its views hear.

import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { spokenLanguage } from '../spokenLanguage.ts';
import type { FromWorker, ReaderData, ToWorker } from './workerMessages.ts';

/** What a view hears of the trace that it shows. */
export interface TraceListener {
  read(live: boolean): void;
  unreadable(code: string, message: string): void;
  answer(channel: number, message: unknown): void;
}

/** What is known of a run that this window has started: when there is something to read, and whether it has left a trace in the end. */
export type Expecting = (
  trace: vscode.Uri,
) => { readonly visible: Promise<unknown>; readonly ended: Promise<{ readonly trace: boolean }> } | undefined;

/** One trace, for all that look at it: its tabs, and what watches its findings. Its worker starts with the first view and ends when nobody holds it. */
export class OpenedTrace implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #script: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #expecting: Expecting;
  readonly #views = new Map<number, TraceListener>();
  readonly #ended: () => void;
  #holders = 0;
  #worker: Worker | null = null;
  #lastView = 0;
  /** What the worker said last of reading; null while it reads for the first time. */
  #state: Exclude<FromWorker, { kind: 'answer' }> | null = null;

  /** @param ended - called when nobody holds it any more */
  constructor(uri: vscode.Uri, script: string, log: vscode.LogOutputChannel, expecting: Expecting, ended: () => void) {
    this.uri = uri;
    this.#ended = ended;
    this.#script = script;
    this.#log = log;
    this.#expecting = expecting;
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
    const worker = new Worker(this.#script, { name: 'timeline', workerData: spokenLanguage() satisfies ReaderData });
    this.#worker = worker;
    worker.on('message', (message: FromWorker) => this.#hear(message));
    const died = (why: string): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#hear({ kind: 'unreadable', code: 'READER_FAILED', message: why });
    };
    worker.on('error', (error) => died(error.message));
    worker.on('exit', (code) => died(vscode.l10n.t('The reader of the trace ended ({0}).', code)));
    this.#read().catch((error: unknown) => {
      this.#hear({ kind: 'unreadable', code: 'INPUT_MISSING', message: error instanceof Error ? error.message : String(error) });
    });
  }

  /** A file on this machine is read by the worker itself, one that lies elsewhere through the editor. */
  async #read(): Promise<void> {
    await this.#expecting(this.uri)?.visible;
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
    if (message.kind === 'unreadable' && message.code === 'INPUT_MISSING' && this.#expecting(this.uri) !== undefined) {
      void this.#tellNoTrace(message);
      return;
    }
    this.#tell(message);
  }

  /** What is missing may never have been there. */
  async #tellNoTrace(missing: FromWorker & { kind: 'unreadable' }): Promise<void> {
    const worker = this.#worker;
    const ended = await this.#expecting(this.uri)?.ended;
    if (this.#worker !== worker) return;
    const none = { ...missing, code: 'NO_TRACE', message: vscode.l10n.t('The program left no trace.') };
    this.#tell(ended?.trace === false ? none : missing);
  }

  #tell(message: Exclude<FromWorker, { kind: 'answer' }>): void {
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
