// The findings of a trace as it is read: those so far while its program runs, then all.

import type { Finding } from '../../analysis/finding.ts';
import { connect, type TimelineClient } from '../../protocol/channel.ts';
import { unpackNumbers } from '../../protocol/jsonNumbers.ts';
import type { OpenedTrace } from '../editor/openedTrace.ts';

/** Findings so far are asked for at most that often, and at most for a part of the time: each time costs a look at all that was recorded. */
const everyMs = 2000;
const restPart = 50;

/** The one channel of a view that only asks for findings. */
const channel = 1;

export interface FollowedFindings {
  /** Resolves when all findings have been told, rejects when the trace can't be read; after `stop` it does neither. */
  readonly told: Promise<void>;
  stop(): void;
}

/** Takes over the caller's hold of `trace`. */
export function followFindings(trace: OpenedTrace, hear: (findings: readonly Finding[]) => void): FollowedFindings {
  const { promise: told, resolve, reject } = Promise.withResolvers<void>();
  let reading: Reading | null = null;
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    reading?.close();
    trace.removeView(view);
    trace.dispose();
  };
  const fail = (error: unknown): void => {
    if (stopped) return;
    stop();
    reject(error instanceof Error ? error : new Error(String(error)));
  };
  const begin = (live: boolean): void => {
    reading?.close();
    const own = new Reading((message) => trace.request(view, channel, message));
    reading = own;
    own.tell(live, hear).then(
      () => {
        // Another has taken its place when the trace is read anew.
        if (reading !== own || stopped) return;
        stop();
        resolve();
      },
      (error: unknown) => {
        if (reading === own) fail(error);
      },
    );
  };
  const view = trace.addView({
    // The first may come before the view has its number.
    read: (live) => queueMicrotask(() => stopped || begin(live)),
    unreadable: (_code, message) => queueMicrotask(() => fail(new Error(message))),
    answer: (_channel, message) => reading?.hear(unpackNumbers(message)),
  });
  return { told, stop };
}

/** One reading of the trace, which may grow. */
class Reading {
  hear: (message: unknown) => void = () => undefined;
  readonly #client: TimelineClient;
  #closed = false;

  constructor(post: (message: unknown) => void) {
    this.#client = connect({
      post,
      listen: (hear) => {
        this.hear = hear;
      },
    });
  }

  /** Resolves when nothing will follow; rejects when it is closed before. */
  async tell(live: boolean, hear: (findings: readonly Finding[]) => void): Promise<void> {
    const client = this.#client;
    if (!live) {
      await client.open(new ArrayBuffer(0));
      hear(await client.findings());
      return;
    }
    const news = { isThere: true, isLast: false, wake: (): void => undefined };
    client.onChange((change) => {
      news.isThere = true;
      news.isLast = !change.live;
      news.wake();
    });
    await client.open(new ArrayBuffer(0));
    for (;;) {
      const { isLast } = news;
      news.isThere = false;
      const startMs = Date.now();
      await client.advance();
      hear(await client.findings());
      if (isLast) return;
      const dueMs = Date.now() + Math.max(everyMs, restPart * (Date.now() - startMs));
      while (!this.#closed && !news.isLast && (!news.isThere || Date.now() < dueMs))
        await new Promise<void>((resume) => {
          news.wake = resume;
          setTimeout(resume, everyMs);
        });
    }
  }

  close(): void {
    this.#closed = true;
    this.#client.close('nobody asks any more');
  }
}
