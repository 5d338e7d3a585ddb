// Datagrams: paired where the two addresses, the order, the sizes and the times leave one possibility.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Execution, type Place, pairsOf } from './execution.ts';

const client = '127.0.0.1:5000';
const server = '127.0.0.1:53';

interface Sent {
  readonly place: Place;
  readonly bytes: number;
}

describe('matching on datagrams', () => {
  it('says nothing wrong of datagrams that come in order or not at all, and all of them when none is lost', () => {
    const step = fc.record({ bytes: fc.integer({ min: 0, max: 3 }), isLost: fc.boolean(), isLate: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, loses) => {
        const run = new Execution(2, [1, 2]);
        const from = run.endpoint(0, 'udp', `0.0.0.0:5000>${server}`);
        const to = run.endpoint(1, 'udp', `${server}>${client}`);
        const underway: Sent[] = [];
        const receiveAll = (): void => {
          for (const { place, bytes } of underway.splice(0)) run.know(place, run.end('receive', 1, to, 0, bytes));
        };
        for (const { bytes, isLost, isLate } of steps) {
          const place = run.end('send', 0, from, 0, bytes);
          if (!(loses && isLost)) underway.push({ place, bytes });
          if (!isLate) receiveAll();
        }
        receiveAll();
        const records = run.threads();
        const truth = run.truth(records);
        const found = pairsOf(matchMessages(records));
        expect(found.filter((pair) => !truth.includes(pair))).toEqual([]);
        if (!loses) expect(found.toSorted()).toEqual(truth.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out the one whose size shows that it was lost', () => {
    const run = new Execution(2, [1, 2]);
    const from = run.endpoint(0, 'udp', `${client}>${server}`);
    const to = run.endpoint(1, 'udp', `0.0.0.0:53>${client}`);
    for (const bytes of [5, 7, 9]) run.end('send', 0, from, 0, bytes);
    for (const bytes of [5, 9]) run.end('receive', 1, to, 0, bytes);
    run.close(1, to);
    expect(matchMessages(run.threads()).map(({ bytes, reason }) => `${bytes} ${reason}`)).toEqual(['5 none', '9 none', '7 closed']);
  });

  it.each([
    ['two sockets have the address that it was sent from', ['0.0.0.0:5000', '127.0.0.1:5000'], ['127.0.0.1:53']],
    ['two sockets have the address that it was sent to', ['127.0.0.1:5000'], ['127.0.0.1:53', '0.0.0.0:53']],
  ])('calls it ambiguous when %s', (_, senders, receivers) => {
    const run = new Execution(2, [1, 2]);
    for (const own of senders) run.end('send', 0, run.endpoint(0, 'udp', `${own}>${server}`), 0, 4);
    for (const own of receivers) run.end('receive', 1, run.endpoint(1, 'udp', `${own}>${client}`), 0, 4);
    expect(new Set(matchMessages(run.threads()).map(({ reason }) => reason))).toEqual(new Set(['ambiguous']));
  });

  it('gives each socket its own copy of what is sent to many', () => {
    const run = new Execution(3, [1, 2, 3]);
    const sent = run.end('send', 0, run.endpoint(0, 'udp', '10.0.0.5:7000>224.0.0.9:7000'), 0, 4);
    for (const thread of [1, 2])
      run.know(sent, run.end('receive', thread, run.endpoint(thread, 'udp', '0.0.0.0:7000>10.0.0.5:7000'), 0, 4));
    const records = run.threads();
    expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
  });

  it('takes a stranger of another machine with the same ports for none of ours', () => {
    const run = new Execution(2, [1, 2]);
    run.end('send', 0, run.endpoint(0, 'udp', '0.0.0.0:5000>10.0.0.9:53'), 0, 4);
    run.end('receive', 1, run.endpoint(1, 'udp', '0.0.0.0:53>10.0.0.7:5000'), 0, 4);
    expect(
      matchMessages(run.threads())
        .map(({ reason, peer }) => `${reason} ${peer}`)
        .toSorted(),
    ).toEqual(['peerNotTraced 10.0.0.7:5000', 'peerNotTraced 10.0.0.9:53']);
  });
});
