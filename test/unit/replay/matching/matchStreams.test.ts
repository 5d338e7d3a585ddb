// Byte streams: a message is one write, received with its last byte.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Choices, Execution, messagesBySend, type Place, pairsOf } from './execution.ts';

/** One direction of a connection. */
interface Flow {
  readonly from: { readonly thread: number; readonly endpoint: number };
  readonly to: { readonly thread: number; readonly endpoint: number };
  readonly writes: { readonly end: number; readonly place: Place }[];
  written: number;
  read: number;
  known: number;
}

function connect(run: Execution, client: number, server: number, address: string): readonly Flow[] {
  const near = { thread: client, endpoint: run.endpoint(client, 'tcp', `${address}>10.0.0.1:80`) };
  const far = { thread: server, endpoint: run.endpoint(server, 'tcp', `10.0.0.1:80>${address}`) };
  const newFlow = (from: Flow['from'], to: Flow['to']): Flow => ({ from, to, writes: [], written: 0, read: 0, known: 0 });
  return [newFlow(near, far), newFlow(far, near)];
}

function write(run: Execution, flow: Flow, bytes: number): void {
  const place = run.end('write', flow.from.thread, flow.from.endpoint, flow.written, bytes);
  flow.written += bytes;
  flow.writes.push({ end: flow.written, place });
}

function read(run: Execution, flow: Flow, bytes: number): void {
  if (bytes === 0) return;
  const place = run.end('read', flow.to.thread, flow.to.endpoint, flow.read, bytes);
  flow.read += bytes;
  for (; flow.known < flow.writes.length && flow.writes[flow.known]!.end <= flow.read; flow.known++)
    run.know(flow.writes[flow.known]!.place, place);
}

/** Connections among three threads, with writes and reads of any sizes; `reuse`: closed addresses are taken again. */
function runStreams(choices: Choices): Execution {
  const run = new Execution(3, [1, 2, 3]);
  let flows: readonly Flow[] = [];
  let connections = 0;
  while (choices.areLeft) {
    const act = choices.below(10);
    if (flows.length === 0 || act === 0)
      flows = [...flows, ...connect(run, choices.below(3), choices.below(3), `10.0.0.2:${++connections}`)];
    else if (act < 5) write(run, choices.of(flows), 1 + choices.below(20));
    else {
      const flow = choices.of(flows);
      read(run, flow, choices.below(flow.written - flow.read + 1));
    }
  }
  return run;
}

const manyChoices = fc.array(fc.nat(1000), { maxLength: 300 });

describe('matching on byte streams', () => {
  it('gives each write to the read that brought its last byte, however the bytes are cut and interleaved', () => {
    fc.assert(
      fc.property(manyChoices, (numbers) => {
        const run = runStreams(new Choices(numbers));
        const records = run.threads();
        expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing wrong when the ends of threads are lost, and leaves no write out', () => {
    fc.assert(
      fc.property(manyChoices, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), (numbers, kept) => {
        const run = runStreams(new Choices(numbers));
        const records = run.threads(kept);
        const messages = matchMessages(records);
        const truth = new Set(run.truth(records));
        expect(pairsOf(messages).filter((pair) => !truth.has(pair))).toEqual([]);
        expect([...messagesBySend(records, messages).values()].filter((count) => count !== 1)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('tells connections apart that have the same two addresses one after the other', () => {
    const run = new Execution(2, [1, 2]);
    for (let use = 0; use < 3; use++) {
      const [request, response] = connect(run, 0, 1, '10.0.0.2:5000');
      write(run, request!, 10 + use);
      read(run, request!, 10 + use);
      write(run, response!, 5);
      read(run, response!, 5);
    }
    const records = run.threads();
    expect(pairsOf(matchMessages(records)).toSorted()).toEqual(run.truth(records).toSorted());
  });

  it('calls it ambiguous when one side of reused addresses was not traced each time', () => {
    const run = new Execution(2, [1, 2]);
    const [request] = connect(run, 0, 1, '10.0.0.2:5000');
    write(run, request!, 10);
    read(run, request!, 10);
    const again = run.endpoint(0, 'tcp', '10.0.0.2:5000>10.0.0.1:80');
    run.end('write', 0, again, 0, 4);
    expect(matchMessages(run.threads()).map(({ reason }) => reason)).toEqual(['ambiguous', 'ambiguous', 'ambiguous']);
  });

  it('calls it ambiguous when the two sides of an address pair contradict each other', () => {
    const run = new Execution(2, [1, 2]);
    const [request] = connect(run, 0, 1, '10.0.0.2:5000');
    write(run, request!, 10);
    run.end('read', 1, request!.to.endpoint, 0, 11);
    expect(matchMessages(run.threads()).map(({ reason }) => reason)).toEqual(['ambiguous', 'ambiguous']);
  });

  it("takes the receiver's word for a message that its sender does not name", () => {
    const run = new Execution(2, [1, 2]);
    const [request] = connect(run, 0, 1, '10.0.0.2:5000');
    write(run, request!, 10);
    write(run, request!, 20);
    read(run, request!, 30);
    run.http(1, request!.to.endpoint, 'requestReceived', 0, 'GET /raw');
    expect(matchMessages(run.threads()).map(({ transport, name }) => `${transport} ${name}`)).toEqual(['http GET /raw', 'http ']);
  });

  it.each([
    ['closed', 1, true],
    ['inFlight', 1, false],
    ['lost', 0.9, false],
  ] as const)('gives bytes that were not read the reason %s', (reason, kept, closes) => {
    const run = new Execution(2, [1, 2]);
    const [request] = connect(run, 0, 1, '10.0.0.2:5000');
    write(run, request!, 10);
    write(run, request!, 20);
    read(run, request!, 10);
    if (closes) run.close(1, request!.to.endpoint);
    else run.endpoint(1, 'tcp', '');
    expect(
      matchMessages(run.threads([1, kept]))
        .map((message) => message.reason)
        .filter((found) => found !== 'none'),
    ).toEqual([reason]);
  });

  it('names the messages of a connection that speaks HTTP where they begin, and none of their other writes', () => {
    const run = new Execution(2, [1, 2]);
    const [request, response] = connect(run, 0, 1, '10.0.0.2:5000');
    run.http(0, request!.from.endpoint, 'requestSent', 0, 'POST /a');
    write(run, request!, 100);
    write(run, request!, 50);
    read(run, request!, 150);
    run.http(1, response!.from.endpoint, 'requestReceived', 0, 'POST /a');
    run.http(1, response!.from.endpoint, 'responseSent', 0, '201');
    write(run, response!, 30);
    read(run, response!, 30);
    run.http(0, request!.from.endpoint, 'requestSent', 150, 'GET /b');
    write(run, request!, 10);
    read(run, request!, 10);
    const found = matchMessages(run.threads()).map(
      ({ transport, name, bytes, reason }) => `${transport} ${name || '-'} ${bytes} ${reason}`,
    );
    expect(found.toSorted()).toEqual(['http - 50 none', 'http 201 30 none', 'http GET /b 10 none', 'http POST /a 100 none']);
  });

  it('keeps the name that the traced side knows when the other is not traced', () => {
    const run = new Execution(1);
    const endpoint = run.endpoint(0, 'tcp', '10.0.0.1:80>192.168.0.7:999');
    run.end('read', 0, endpoint, 0, 40);
    run.http(0, endpoint, 'requestReceived', 0, 'GET /x');
    run.http(0, endpoint, 'responseSent', 0, '404');
    run.end('write', 0, endpoint, 0, 20);
    const found = matchMessages(run.threads()).map(({ transport, name, reason, peer }) => ({ transport, name, reason, peer }));
    expect(found).toEqual([
      { transport: 'http', name: '404', reason: 'peerNotTraced', peer: '192.168.0.7:999' },
      { transport: 'http', name: 'GET /x', reason: 'peerNotTraced', peer: '192.168.0.7:999' },
    ]);
  });

  it("tells Node's own messages on a child's channel from the program's, in one stream", () => {
    const run = new Execution(2, [1, 2]);
    const parent = run.endpoint(0, 'ipc', '77p');
    const own = run.endpoint(0, 'ipcInternal', '77p');
    const child = run.endpoint(1, 'ipc', '77c');
    run.end('write', 0, own, 0, 10);
    run.end('write', 0, parent, 10, 20);
    run.end('write', 0, own, 30, 10);
    run.end('read', 1, child, 0, 40);
    const found = matchMessages(run.threads()).map(({ transport, sendEnd, receiveEnd }) => `${transport} ${sendEnd} ${receiveEnd}`);
    expect(found).toEqual(['ipcInternal 0 0', 'ipc 1 0', 'ipcInternal 2 0']);
  });

  it('tells what follows an upgrade from HTTP, in both directions', () => {
    const run = new Execution(2, [1, 2]);
    const [request, response] = connect(run, 0, 1, '10.0.0.2:5000');
    const exchange = (flow: Flow | undefined, bytes: number): void => {
      write(run, flow!, bytes);
      read(run, flow!, bytes);
    };
    run.http(0, request!.from.endpoint, 'requestSent', 0, 'GET /chat');
    exchange(request, 100);
    exchange(response, 50);
    run.http(0, request!.from.endpoint, 'responseReceived', 0, '101 websocket for GET /chat');
    exchange(request, 10);
    exchange(response, 20);
    const found = matchMessages(run.threads()).map(({ transport, name, bytes }) => `${transport} ${name || '-'} ${bytes}`);
    expect(found.toSorted()).toEqual(['http 101 websocket for GET /chat 50', 'http GET /chat 100', 'websocket - 10', 'websocket - 20']);
  });

  it('pairs requests and responses of HTTP/2 by their stream, beside the bytes of their bodies', () => {
    const run = new Execution(2, [1, 2]);
    const sides = [1, 3].map((stream) => ({
      client: run.endpoint(0, 'http2', `10.0.0.2:5000>10.0.0.1:443 ${stream}`),
      server: run.endpoint(1, 'http2', `10.0.0.1:443>10.0.0.2:5000 ${stream}`),
    }));
    for (const [index, { client }] of sides.entries()) {
      run.end('send', 0, client);
      run.http(0, client, 'requestSent', 0, `POST /${index}`);
      run.end('write', 0, client, 0, 10);
    }
    for (const { server } of sides.toReversed()) {
      run.end('receive', 1, server);
      run.end('read', 1, server, 0, 10);
    }
    const found = matchMessages(run.threads()).map(
      ({ name, bytes, sendEnd, receiveEnd }) => `${name || '-'} ${bytes} ${sendEnd} ${receiveEnd}`,
    );
    expect(found.toSorted()).toEqual(['- 10 1 3', '- 10 3 1', 'POST /0 null 0 2', 'POST /1 null 2 0']);
  });
});
