// Unix sockets: clients and the connections that their server accepted find each other by order, times and byte counts.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Choices, Execution, pairsOf } from './execution.ts';

const server = 0;
const path = '/tmp/a socket';

interface Flow {
  readonly from: { readonly thread: number; readonly endpoint: number };
  readonly to: { readonly thread: number; readonly endpoint: number };
  written: number;
  read: number;
}

interface Connecting {
  readonly thread: number;
  readonly startNs: number;
}

/** Clients in other threads than the server: they connect at any time, maybe at once, and are accepted in the order in which the system took them. */
class Sockets {
  readonly run: Execution = new Execution(4, [1, 2, 3, 4]);
  readonly #connecting: Connecting[] = [];
  readonly #backlog: { readonly client: Flow['from'] }[] = [];
  readonly flows: Flow[] = [];
  #accepted = 0;

  begin(thread: number): void {
    if (!this.#connecting.some((other) => other.thread === thread)) this.#connecting.push({ thread, startNs: this.run.timeNs++ });
  }

  /** The system takes one of those that ask, whichever it likes. */
  take(choice: (most: number) => number): void {
    const [taken] = this.#connecting.splice(choice(this.#connecting.length), 1);
    if (taken === undefined) return;
    const { thread, startNs } = taken;
    this.#backlog.push({
      client: { thread, endpoint: this.run.endpoint(thread, 'unix', `client ${startNs}-${this.run.timeNs++} ${path}`) },
    });
  }

  accept(): void {
    const next = this.#backlog.shift();
    if (next === undefined) return;
    const accepted = { thread: server, endpoint: this.run.endpoint(server, 'unix', `server 7.${++this.#accepted} ${path}`) };
    this.flows.push({ from: next.client, to: accepted, written: 0, read: 0 }, { from: accepted, to: next.client, written: 0, read: 0 });
  }

  /** A message of one size, so that only times and counts can tell. */
  talk(flow: Flow): void {
    const sent = this.run.end('write', flow.from.thread, flow.from.endpoint, flow.written, 10);
    flow.written += 10;
    const received = this.run.end('read', flow.to.thread, flow.to.endpoint, flow.read, 10);
    flow.read += 10;
    this.run.know(sent, received);
  }
}

function runSockets(choices: Choices): Execution {
  const sockets = new Sockets();
  while (choices.areLeft) {
    const act = choices.below(8);
    if (act === 0) sockets.begin(1 + choices.below(3));
    else if (act <= 2) sockets.take((most) => choices.below(Math.max(1, most)));
    else if (act === 3) sockets.accept();
    else if (sockets.flows.length > 0) sockets.talk(choices.of(sockets.flows));
  }
  return sockets.run;
}

const manyChoices = fc.array(fc.nat(1000), { maxLength: 200 });

describe('matching on Unix sockets', () => {
  it('never pairs a client with the connection of another one', () => {
    fc.assert(
      fc.property(manyChoices, fc.array(fc.constantFrom(1, 1, 0.5, 0.8), { minLength: 4, maxLength: 4 }), (numbers, kept) => {
        const run = runSockets(new Choices(numbers));
        const records = run.threads(kept);
        const truth = new Set(run.truth(records));
        expect(pairsOf(matchMessages(records)).filter((pair) => !truth.has(pair))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('finds every message of clients that connect one after the other, however alike', () => {
    const sockets = new Sockets();
    for (let n = 0; n < 6; n++) {
      sockets.begin(1 + (n % 3));
      sockets.take(() => 0);
    }
    for (let n = 0; n < 6; n++) sockets.accept();
    for (const flow of sockets.flows) sockets.talk(flow);
    const records = sockets.run.threads();
    expect(pairsOf(matchMessages(records)).toSorted()).toEqual(sockets.run.truth(records).toSorted());
  });

  it('tells clients that connect at once apart by when they spoke', () => {
    const sockets = new Sockets();
    for (const thread of [1, 2, 3]) sockets.begin(thread);
    for (const place of [1, 1, 0]) sockets.take(() => place);
    for (let n = 0; n < 3; n++) sockets.accept();
    for (const flow of sockets.flows.filter((_, index) => index % 2 === 0)) sockets.talk(flow);
    const records = sockets.run.threads();
    expect(pairsOf(matchMessages(records)).toSorted()).toEqual(sockets.run.truth(records).toSorted());
  });

  it('calls it ambiguous when clients that connected at once spoke alike and at once', () => {
    const run = new Execution(3, [1, 2, 3]);
    const clients = [1, 2].map((thread) => run.endpoint(thread, 'unix', `client 0-9 ${path}`));
    const accepted = [1, 2].map((number) => run.endpoint(server, 'unix', `server 7.${number} ${path}`));
    for (const [index, client] of clients.entries()) run.end('write', index + 1, client, 0, 10);
    for (const endpoint of accepted) run.end('read', server, endpoint, 0, 10);
    expect(matchMessages(run.threads()).map(({ reason }) => reason)).toEqual(['ambiguous', 'ambiguous', 'ambiguous', 'ambiguous']);
  });

  it('believes no order when another client, which was not traced, was accepted too', () => {
    const run = new Execution(2, [1, 2]);
    const client = run.endpoint(1, 'unix', `client 0-1 ${path}`);
    run.end('write', 1, client, 0, 10);
    const strangers = run.endpoint(server, 'unix', `server 7.1 ${path}`);
    const ours = run.endpoint(server, 'unix', `server 7.2 ${path}`);
    run.end('read', server, strangers, 0, 4);
    run.end('read', server, ours, 0, 10);
    expect(
      matchMessages(run.threads())
        .map(({ reason, receiveEnd }) => `${reason} ${receiveEnd}`)
        .toSorted(),
    ).toEqual(['none 1', 'peerNotTraced 0']);
  });
});
