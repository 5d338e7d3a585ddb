// Broadcasts: one send, a message for every receiver, and ambiguity said.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Choices, Execution, type Place, pairsOf } from './execution.ts';

const threads = 4;

/** A channel in each thread; posts last `length`, and are heard by all others in the order in which they ended. `gap`: from one post's start to the next one's. */
function runBroadcasts(choices: Choices, gap: () => number, length: () => number): Execution {
  const run = new Execution(threads);
  const endpoints = Array.from({ length: threads }, (_, thread) => run.endpoint(thread, 'broadcastChannel', '10 news'));
  run.timeNs = 100;
  const busyUntil = endpoints.map(() => 0);
  const posts: { readonly place: Place; readonly sender: number; readonly endNs: number }[] = [];
  while (choices.areLeft) {
    run.timeNs += gap();
    const sender = choices.below(threads);
    if (busyUntil[sender]! >= run.timeNs) continue;
    const bytes = length();
    const endNs = run.timeNs + bytes;
    busyUntil[sender] = endNs;
    posts.push({ place: run.end('send', sender, endpoints[sender]!, 0, bytes), sender, endNs });
  }
  run.timeNs += 1000;
  for (const { place, sender } of posts.toSorted((a, b) => a.endNs - b.endNs)) {
    for (const [receiver, endpoint] of endpoints.entries())
      if (receiver !== sender) run.know(place, run.end('receive', receiver, endpoint));
  }
  return run;
}

describe('matching on broadcast channels', () => {
  it('finds what each receiver heard when no two posts overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (numbers) => {
        const choices = new Choices(numbers);
        const run = runBroadcasts(
          choices,
          () => 20,
          () => choices.below(15),
        );
        const records = run.threads();
        expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
      }),
    );
  });

  it('never tells a wrong sender when posts overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 90 }), (numbers) => {
        const choices = new Choices(numbers);
        const run = runBroadcasts(
          choices,
          () => choices.below(10),
          () => choices.below(15),
        );
        const records = run.threads();
        const truth = new Set(run.truth(records));
        expect(pairsOf(matchMessages(records)).filter((pair) => !truth.has(pair))).toEqual([]);
      }),
    );
  });

  it('calls overlapping posts ambiguous, and is certain again after them', () => {
    const run = new Execution(3);
    const [a, b, c] = [0, 1, 2].map((thread) => run.endpoint(thread, 'broadcastChannel', '10 news')) as [number, number, number];
    run.timeNs = 100;
    run.end('send', 0, a, 0, 50);
    run.end('send', 1, b, 0, 50);
    run.timeNs = 500;
    const last = run.end('send', 0, a, 0, 5);
    run.timeNs = 600;
    for (let n = 0; n < 2; n++) run.end('receive', 2, c);
    const known = run.end('receive', 2, c);
    const messages = matchMessages(run.threads()).filter(({ receiveThread }) => receiveThread === 2);
    expect(messages.map(({ sendEnd, receiveEnd, reason }) => `${sendEnd} ${receiveEnd} ${reason}`)).toEqual([
      '-1 0 ambiguous',
      '-1 1 ambiguous',
      `${last.row} ${known.row} none`,
    ]);
  });

  it('is not certain of a post while the receiver was opening its channel', () => {
    const run = new Execution(2);
    const sender = run.endpoint(0, 'broadcastChannel', '0 news');
    const receiver = run.endpoint(1, 'broadcastChannel', '50 news');
    run.timeNs = 20;
    run.end('send', 0, sender, 0, 5);
    run.timeNs = 60;
    run.end('send', 0, sender, 0, 5);
    run.timeNs = 100;
    run.end('receive', 1, receiver);
    expect(pairsOf(matchMessages(run.threads()))).toEqual([]);
  });

  it('matches nothing after the point from which some posts may be lost', () => {
    const run = new Execution(3);
    const [a, b, c] = [0, 1, 2].map((thread) => run.endpoint(thread, 'broadcastChannel', '2 news')) as [number, number, number];
    run.timeNs = 10;
    run.know(run.end('send', 0, a, 0, 1), run.end('receive', 2, c));
    run.timeNs = 15;
    run.know(run.end('send', 1, b, 0, 1), run.end('receive', 2, c));
    run.timeNs = 20;
    run.end('send', 1, b, 0, 1); // lost
    run.timeNs = 30;
    run.end('send', 0, a, 0, 1);
    for (let n = 0; n < 2; n++) run.end('receive', 2, c);
    const threads = run.threads([1, 0.7, 1]);
    const found = matchMessages(threads).filter(({ receiveThread }) => receiveThread === 2);
    expect(found.map(({ receiveEnd, reason }) => `${receiveEnd} ${reason}`)).toEqual(['0 none', '1 none', '2 ambiguous', '3 lost']);
  });

  it('has one message of a post that nobody could hear', () => {
    const run = new Execution(1);
    const channel = run.endpoint(0, 'broadcastChannel', '0 lonely');
    run.timeNs = 10;
    run.end('send', 0, channel, 0, 1);
    expect(matchMessages(run.threads()).map(({ name, reason }) => `${name} ${reason}`)).toEqual(['lonely closed']);
  });
});
