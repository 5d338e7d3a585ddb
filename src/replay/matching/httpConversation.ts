// What is spoken on a connection: which of its writes begin an HTTP message and which, and where HTTP ends after an upgrade.

import type { HttpMark, Transport } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import type { HttpName } from './messageEnds.ts';
import type { MessageFacts } from './messageList.ts';
import type { StreamSide } from './streamSides.ts';

type Words = Pick<MessageFacts, 'transport' | 'name'>;

/** The names of one direction, asked for by ascending offsets. */
export interface Spoken {
  /** The message that begins in this part of the stream, which `use` wrote or read. */
  within(use: EndpointUse, start: number, end: number): Words;
  /** Of a part that is not asked for in order. */
  rest(use: EndpointUse): Words;
}

const silent: Spoken = {
  within: (use) => wordsOf(use),
  rest: (use) => wordsOf(use),
};

export class Conversation {
  readonly #sides: readonly [StreamSide, StreamSide | null];
  readonly #isHttp: boolean;
  /** What follows the last HTTP message of either side; null when none ended HTTP. */
  readonly #after: 'websocket' | 'bytes' | null;

  /** `far`: null when its records are not known. */
  constructor(near: StreamSide, far: StreamSide | null) {
    this.#sides = [near, far];
    this.#isHttp = !isHttp2(near) && (hasNames(near) || hasNames(far));
    this.#after = this.#isHttp ? afterHttp([...namesOf(near, responses), ...namesOf(far, responses)]) : null;
  }

  /** What the side wrote; null stands for the one whose records are not known. */
  from(side: StreamSide | null): Spoken {
    if (!this.#isHttp) return silent;
    const [near, far] = this.#sides;
    const sent = namesOf(side, ['requestSent', 'responseSent']);
    const received = namesOf(side === near ? far : near, ['requestReceived', 'responseReceived']);
    // A program that speaks HTTP by itself does not name what it sends; then the one that received it does.
    const names = sent.length > 0 ? [...sent, ...received.filter(({ name }) => endsHttp(name))] : received;
    return new Named(names.sort(byOffset), this.#after);
  }
}

class Named implements Spoken {
  readonly #names: readonly HttpName[];
  readonly #after: 'websocket' | 'bytes' | null;
  /** Where the last HTTP message begins, if something else follows it. */
  readonly #last: number;
  #next = 0;

  constructor(names: readonly HttpName[], after: 'websocket' | 'bytes' | null) {
    this.#names = names;
    this.#after = after;
    this.#last = names.at(-1)?.offset ?? Number.POSITIVE_INFINITY;
  }

  within(use: EndpointUse, start: number, end: number): Words {
    if (this.#after !== null && start > this.#last) {
      return this.#after === 'bytes' ? wordsOf(use) : { transport: this.#after, name: '' };
    }
    while (this.#next < this.#names.length && this.#names[this.#next]!.offset < start) this.#next++;
    const next = this.#names[this.#next];
    return { transport: 'http', name: next !== undefined && next.offset < end ? next.name : '' };
  }

  rest(): Words {
    return { transport: 'http', name: '' };
  }
}

const responses: readonly HttpMark[] = ['responseSent', 'responseReceived'];

const byOffset = (a: HttpName, b: HttpName): number => a.offset - b.offset;

function wordsOf({ of, index }: EndpointUse): Words {
  const transport: Transport = of.endpoints[index]!.transport;
  return { transport, name: '' };
}

/** A stream of HTTP/2 carries the bytes of bodies only. */
export function isHttp2({ uses: [use] }: StreamSide): boolean {
  return use!.of.endpoints[use!.index]!.transport === 'http2';
}

function hasNames(side: StreamSide | null): boolean {
  return side?.uses.some(({ of, index }) => of.endpoints[index]!.http.length > 0) ?? false;
}

function namesOf(side: StreamSide | null, marks: readonly HttpMark[]): HttpName[] {
  const names: HttpName[] = [];
  for (const { of, index } of side?.uses ?? [])
    for (const name of of.endpoints[index]!.http) if (marks.includes(name.mark)) names.push(name);
  return names;
}

/** A response that switches protocols, or opens a tunnel. */
function endsHttp(name: string): boolean {
  return name.startsWith('101 ') || /^2\d\d for CONNECT /.test(name);
}

function afterHttp(names: readonly HttpName[]): 'websocket' | 'bytes' | null {
  const last = names.find(({ name }) => endsHttp(name));
  if (last === undefined) return null;
  return last.name.startsWith('101 websocket ') ? 'websocket' : 'bytes';
}
