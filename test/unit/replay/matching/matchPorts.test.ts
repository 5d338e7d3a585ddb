// Ports: first in, first out, wherever an end moves.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Choices, Execution, messagesBySend, type Place, pairsOf } from './execution.ts';

interface Message {
  readonly sent: Place;
  readonly ports: readonly PortEnd[];
}

/** One end of a channel: who holds it under which endpoint, and what waits in its queue. */
interface PortEnd {
  thread: number;
  endpoint: number;
  readonly queue: Message[];
  peer: PortEnd | undefined;
  isTravelling: boolean;
}

/** Workers, channels, posts, receives and transfers, as the choices have it. */
function runPorts(threads: number, choices: Choices): Execution {
  const run = new Execution(threads);
  const ends: PortEnd[] = [];
  const addChannel = (a: readonly [thread: number, endpoint: number], b: readonly [thread: number, endpoint: number]): void => {
    const [one, other] = [a, b].map(
      ([thread, endpoint]): PortEnd => ({ thread, endpoint, queue: [], peer: undefined, isTravelling: false }),
    );
    one!.peer = other;
    other!.peer = one;
    ends.push(one!, other!);
  };
  for (let worker = 1; worker < threads; worker++) {
    addChannel([0, run.endpoint(0, 'worker', `${worker}p`)], [worker, run.endpoint(worker, 'worker', `${worker}c`)]);
  }
  let channels = 0;
  const acts = [
    () => {
      const thread = choices.below(threads);
      const key = `${thread}.${++channels}`;
      addChannel([thread, run.endpoint(thread, 'messagePort', `${key}a`)], [thread, run.endpoint(thread, 'messagePort', `${key}b`)]);
    },
    () => post(run, choices.of(ends.filter((end) => !end.isTravelling)), []),
    () => {
      const end = choices.of(ends.filter(({ isTravelling }) => !isTravelling));
      const movable = ends.filter((port) => port.thread === end.thread && !port.isTravelling && port !== end && port !== end.peer);
      if (movable.length === 0) return;
      const first = choices.of(movable);
      const second = choices.of(movable);
      post(run, end, first === second ? [first] : [first, second]);
    },
    () => {
      const ready = ends.filter((end) => !end.isTravelling && end.queue.length > 0);
      if (ready.length > 0) receive(run, choices.of(ready));
    },
  ];
  while (choices.areLeft) choices.of([...acts, acts[3]!, acts[1]!])();
  return run;
}

function post(run: Execution, end: PortEnd, ports: readonly PortEnd[]): void {
  const sent = run.end(
    'send',
    end.thread,
    end.endpoint,
    0,
    0,
    ports.map(({ endpoint }) => endpoint),
  );
  for (const port of ports) port.isTravelling = true;
  end.peer!.queue.push({ sent, ports });
}

function receive(run: Execution, end: PortEnd): void {
  const { sent, ports } = end.queue.shift()!;
  for (const port of ports) {
    port.thread = end.thread;
    port.endpoint = run.endpoint(end.thread, 'messagePort', '');
    port.isTravelling = false;
  }
  run.know(
    sent,
    run.end(
      'receive',
      end.thread,
      end.endpoint,
      0,
      0,
      ports.map(({ endpoint }) => endpoint),
    ),
  );
}

const manyChoices = fc.array(fc.nat(1000), { maxLength: 300 });

describe('matching on ports', () => {
  it('finds every message of any run in which ports change hands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), manyChoices, (threads, numbers) => {
        const run = runPorts(threads, new Choices(numbers));
        const records = run.threads();
        expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing wrong when the ends of threads are lost, and leaves no send out', () => {
    fc.assert(
      fc.property(manyChoices, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), (numbers, kept) => {
        const run = runPorts(3, new Choices(numbers));
        const records = run.threads(kept);
        const messages = matchMessages(records);
        const truth = new Set(run.truth(records));
        expect(pairsOf(messages).filter((pair) => !truth.has(pair))).toEqual([]);
        expect([...messagesBySend(records, messages).values()].filter((count) => count !== 1)).toEqual([]);
        expect(messages.filter(({ sendEnd, receiveEnd, reason }) => (reason === 'none') !== (sendEnd >= 0 && receiveEnd >= 0))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the processes apart that have threads and channels of the same names', () => {
    const run = new Execution(4, [1, 1, 2, 2]);
    for (const [creator, worker] of [
      [0, 1],
      [2, 3],
    ] as const) {
      const parent = run.endpoint(creator, 'worker', '1p');
      const child = run.endpoint(worker, 'worker', '1c');
      run.know(run.end('send', creator, parent), run.end('receive', worker, child));
    }
    const records = run.threads();
    expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records));
  });

  it('follows the ports that a worker is started with, and makes no message of the start', () => {
    const run = new Execution(2);
    const kept = run.endpoint(0, 'messagePort', '0.1a');
    const given = run.endpoint(0, 'messagePort', '0.1b');
    run.end('send', 0, run.endpoint(0, 'worker', '1sp'), 0, 0, [given]);
    const sent = run.end('send', 0, kept);
    const arrived = run.endpoint(1, 'messagePort', '');
    run.end('receive', 1, run.endpoint(1, 'worker', '1sc'), 0, 0, [arrived]);
    run.know(sent, run.end('receive', 1, arrived));
    const records = run.threads();
    const messages = matchMessages(records);
    expect(pairsOf(messages)).toEqual(run.truth(records));
    expect(messages).toHaveLength(1);
  });

  it.each([
    [
      'peerNotTraced',
      'the worker left no records',
      () => {
        const run = new Execution(1);
        run.end('send', 0, run.endpoint(0, 'worker', '1p'));
        return run.threads();
      },
    ],
    [
      'closed',
      'the other end was closed',
      () => {
        const run = new Execution(2);
        const child = run.endpoint(1, 'worker', '1c');
        run.end('send', 0, run.endpoint(0, 'worker', '1p'));
        run.close(1, child);
        return run.threads();
      },
    ],
    [
      'inFlight',
      'the run ended first',
      () => {
        const run = new Execution(2);
        run.endpoint(1, 'worker', '1c');
        run.end('send', 0, run.endpoint(0, 'worker', '1p'));
        return run.threads();
      },
    ],
    [
      'lost',
      "the receiver's last records are missing",
      () => {
        const run = new Execution(2);
        const child = run.endpoint(1, 'worker', '1c');
        run.end('send', 0, run.endpoint(0, 'worker', '1p'));
        run.end('receive', 1, child);
        return run.threads([1, 0.5]);
      },
    ],
  ] as const)('gives a message without a receiver the reason %s when %s', (reason, _when, records) => {
    expect(matchMessages(records()).map((message) => message.reason)).toEqual([reason]);
  });
});
