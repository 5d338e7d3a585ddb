// Node's own ports between threads: what of it is the program's, and one message of the two that pass by the main thread.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFarThread, encodeStdio, nodesOwn, unheard } from '../../../../src/model/nodePorts.ts';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Choices, Execution, type Place, pairsOf } from './execution.ts';

const threads = 4;

interface OnItsWay {
  readonly origin: Place;
  readonly from: number;
  /** 0 when it is for the main thread; null for Node's own. */
  readonly to: number | null;
}

/** Messages between a main thread and its workers; a thread that does not listen hears of none. */
function runThreadMessages(choices: Choices): Execution {
  const run = new Execution(threads);
  const workers = [1, 2, 3].map((thread) => ({
    thread,
    own: run.endpoint(thread, 'workerMessage', `${thread}mc`),
    main: run.endpoint(0, 'workerMessage', `${thread}mp`),
    up: [] as OnItsWay[],
    down: [] as OnItsWay[],
  }));
  const workerOf = (thread: number) => workers[thread - 1]!;
  const hear = (thread: number, endpoint: number, message: OnItsWay): void => {
    const listens = choices.below(4) > 0;
    const place = run.end('receive', thread, endpoint, 0, listens ? 0 : unheard);
    if (listens) run.know(message.origin, place);
  };
  const sendDown = (from: number, to: number, origin?: Place): void => {
    const place = run.end('send', 0, workerOf(to).main, 0, encodeFarThread(from));
    workerOf(to).down.push({ origin: origin ?? place, from, to });
  };
  const acts = [
    () => {
      const worker = choices.of(workers);
      // Some of Node's own, and some to threads that are not there.
      const to = [null, 0, 1, 2, 3, 9][choices.below(6)]!;
      const origin = run.end('send', worker.thread, worker.own, 0, to === null ? nodesOwn : encodeFarThread(to));
      worker.up.push({ origin, from: worker.thread, to });
    },
    () => sendDown(0, 1 + choices.below(3)),
    () => {
      const worker = choices.of(workers);
      const message = worker.up.shift();
      if (message === undefined) return;
      if (message.to === 0) return hear(0, worker.main, message);
      run.end('receive', 0, worker.main);
      if (message.to !== null && message.to < threads) sendDown(message.from, message.to, message.origin);
    },
    () => {
      const worker = choices.of(workers);
      const message = worker.down.shift();
      if (message !== undefined) hear(worker.thread, worker.own, message);
    },
  ];
  while (choices.areLeft) choices.of(acts)();
  return run;
}

const manyChoices = fc.array(fc.nat(1000), { maxLength: 300, size: 'max' });

describe('matching of postMessageToThread', () => {
  it('finds every message that was heard, from its sender to its receiver', () => {
    fc.assert(
      fc.property(manyChoices, (numbers) => {
        const run = runThreadMessages(new Choices(numbers));
        const records = run.threads();
        expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing wrong when the ends of threads are lost', () => {
    fc.assert(
      fc.property(manyChoices, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), (numbers, kept) => {
        const run = runThreadMessages(new Choices(numbers));
        const records = run.threads(kept);
        const truth = new Set(run.truth(records));
        expect(pairsOf(matchMessages(records)).filter((pair) => !truth.has(pair))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("matching of a worker's streams", () => {
  it('names what the program wrote, with its bytes, and leaves out what Node says for itself', () => {
    const run = new Execution(2);
    const [parent, worker] = [run.endpoint(0, 'workerStdio', '1p'), run.endpoint(1, 'workerStdio', '1c')];
    for (const code of [nodesOwn, encodeStdio('stdout', 7), nodesOwn, encodeStdio('stderr', 0)]) {
      run.end('send', 1, worker, 0, code);
      run.end('receive', 0, parent);
    }
    run.end('send', 0, parent, 0, encodeStdio('stdin', 3));
    run.end('send', 0, parent);
    const messages = matchMessages(run.threads());
    expect(messages.map(({ name, bytes, sendThread, sendEnd, receiveEnd }) => [name, bytes, sendThread, sendEnd, receiveEnd])).toEqual([
      ['stdout', 7, 1, 1, 1],
      ['stderr', 0, 1, 3, 3],
      ['stdin', 3, 0, 4, -1],
    ]);
  });
});
