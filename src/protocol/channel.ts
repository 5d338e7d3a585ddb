// The channel between a view and the worker or host that answers it: what a request and its answer look like, and the view's end.
//
// Every request ends in exactly one answer, `ok` or `err`; the client rejects what is left when the channel closes.

import { isChangeMessage } from './checkChange.ts';
import type { LiveSource, TraceChange } from './liveSource.ts';

/** What the answering side can do: a {@link LiveSource} over a trace that is handed to it first. `advance` and `carry` reject when the trace does not grow. */
interface TimelineService extends Omit<LiveSource, 'onChange'> {
  /** Opens the bytes of a `.ctrace` file; the buffer is transferred. Rejects when nothing of it can be read. All other calls wait for it or reject. */
  open(bytes: ArrayBuffer): Promise<void>;
}

export type ServiceMethod = keyof TimelineService;

/** One arm for each method, with that method's parameters. */
export type ServiceRequest = {
  readonly [Method in ServiceMethod]: {
    readonly id: number;
    readonly method: Method;
    readonly parameters: Parameters<TimelineService[Method]>;
  };
}[ServiceMethod];

export type ServiceAnswer = { readonly id: number; readonly ok: unknown } | { readonly id: number; readonly err: string };

/** One end of a channel: a Worker, a MessagePort or a webview's `postMessage`, made plain. */
export interface ChannelEnd {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Called once, with what hears every message that arrives. */
  listen(hear: (message: unknown) => void): void;
}

export interface TimelineClient extends TimelineService, LiveSource {
  /** Rejects everything that has not been answered, and every later call, with this reason: the other end is gone. */
  close(reason: string): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The view's end. */
export function connect(end: ChannelEnd): TimelineClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(change: TraceChange) => void>();
  let lastChange: TraceChange | null = null;
  let closed: string | null = null;
  let lastId = 0;

  end.listen((message) => {
    if (isChangeMessage(message)) {
      lastChange = message.changed;
      for (const listener of listeners) listener(message.changed);
    }
    if (!isAnswer(message)) return;
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (call === undefined) return;
    if ('err' in message) call.reject(new Error(message.err));
    else call.resolve(message.ok);
  });

  function call<Method extends ServiceMethod>(
    method: Method,
    ...parameters: Parameters<TimelineService[Method]>
  ): ReturnType<TimelineService[Method]> {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (closed !== null) {
        reject(new Error(closed));
        return;
      }
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      try {
        end.post({ id, method, parameters }, parameters[0] instanceof ArrayBuffer ? [parameters[0]] : []);
      } catch (error) {
        pending.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // The other end answers with what its method of this name returns.
    return answer as ReturnType<TimelineService[Method]>;
  }

  return {
    open: (bytes) => call('open', bytes),
    whole: () => call('whole'),
    overview: () => call('overview'),
    rows: (folding) => call('rows', folding),
    tile: (request) => call('tile', request),
    minimap: (columns) => call('minimap', columns),
    detail: (selection) => call('detail', selection),
    place: (selection) => call('place', selection),
    neighbour: (selection, direction) => call('neighbour', selection, direction),
    search: (query, limit) => call('search', query, limit),
    statistics: () => call('statistics'),
    findings: () => call('findings'),
    ranAt: (range, limit) => call('ranAt', range, limit),
    advance: () => call('advance'),
    carry: (held) => call('carry', held),
    onChange(listener) {
      listeners.add(listener);
      // A view asks for much before it listens, and what it missed may have been the end.
      void Promise.resolve().then(() => lastChange !== null && listeners.has(listener) && listener(lastChange));
      return () => void listeners.delete(listener);
    },
    close(reason) {
      closed ??= reason;
      for (const { reject } of pending.values()) reject(new Error(reason));
      pending.clear();
    },
  };
}

function isAnswer(message: unknown): message is ServiceAnswer {
  if (typeof message !== 'object' || message === null || !('id' in message) || typeof message.id !== 'number') return false;
  return 'ok' in message || ('err' in message && typeof message.err === 'string');
}
