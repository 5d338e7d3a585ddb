// Matching on broadcast channels: every open channel of a name, but the sender's own, hears each post; order decides which is which.

import type { EndpointUse } from './endpointRows.ts';
import { type MessageFacts, type MessageList, whyNotReceived } from './messageList.ts';

interface Post {
  readonly sender: EndpointUse;
  readonly row: number;
  readonly startNs: number;
  readonly endNs: number;
  heard: boolean;
}

/** Adds the messages of these endpoints of transport `broadcastChannel`. O(messages + posts · log posts). */
export function matchBroadcasts(uses: readonly EndpointUse[], messages: MessageList): void {
  for (const group of Map.groupBy(uses, groupName).values()) {
    const posts = postsOf(group);
    const facts: MessageFacts = { transport: 'broadcastChannel', bytes: null, name: nameOf(group[0]!), peer: '' };
    for (const receiver of group) new Hearing(receiver, posts, knownUntil(group), facts, messages).match();
    for (const post of posts) if (!post.heard) messages.sent(post.sender, post.row, 'closed', facts);
  }
}

/** A key is the time at which the channel was open, and its name. */
function nameOf({ of, index }: EndpointUse): string {
  const { key } = of.endpoints[index]!;
  return key.slice(key.indexOf(' ') + 1);
}

function openSince({ of, index }: EndpointUse): number {
  return Number.parseFloat(of.endpoints[index]!.key);
}

function groupName(use: EndpointUse): string {
  return `${use.of.process} ${nameOf(use)}`;
}

function postsOf(group: readonly EndpointUse[]): readonly Post[] {
  const posts = group.flatMap((sender) =>
    Array.from(sender.out, (row): Post => {
      const startNs = sender.of.ends.timeNs[row]!;
      return { sender, row, startNs, endNs: startNs + sender.of.ends.bytes[row]!, heard: false };
    }),
  );
  return posts.sort((a, b) => a.startNs - b.startNs);
}

/** After this time some sender's posts may be missing. */
function knownUntil(group: readonly EndpointUse[]): number {
  return Math.min(...group.map(({ of }) => (of.complete ? Number.POSITIVE_INFINITY : of.endedNs)));
}

/** One receiver's share: its k-th receive is the k-th post that it could hear, as long as the order of posts is certain. */
class Hearing {
  readonly #receiver: EndpointUse;
  readonly #posts: readonly Post[];
  readonly #knownUntil: number;
  readonly #facts: MessageFacts;
  readonly #messages: MessageList;
  #next = 0;

  constructor(receiver: EndpointUse, posts: readonly Post[], knownUntil: number, facts: MessageFacts, messages: MessageList) {
    this.#receiver = receiver;
    this.#posts = posts;
    this.#knownUntil = knownUntil;
    this.#facts = facts;
    this.#messages = messages;
  }

  match(): void {
    const { of, index } = this.#receiver;
    const { openedNs, closedNs } = of.endpoints[index]!;
    const since = openSince(this.#receiver);
    const until = closedNs ?? (of.complete ? of.endedNs : Number.POSITIVE_INFINITY);
    const heard = this.#posts.filter(({ sender, startNs, endNs }) => sender !== this.#receiver && endNs >= openedNs && startNs <= until);
    // Posts while the channel was being opened may or may not have been heard: then no receive can be told.
    const isStartCertain = heard[0] === undefined || heard[0].startNs >= since;
    for (let first = 0; first < heard.length; ) {
      const end = endOfOverlap(heard, first);
      const posts = heard.slice(first, end);
      const isOrdered = posts.every(({ sender }) => sender.thread === posts[0]!.sender.thread);
      const isCertain = isStartCertain && isOrdered && posts.at(-1)!.startNs <= this.#knownUntil;
      for (const post of posts) isCertain ? this.#certain(post) : this.#uncertain(post);
      first = end;
    }
    for (; this.#next < this.#receiver.in.length; this.#next++) {
      this.#messages.received(
        this.#receiver,
        this.#receiver.in[this.#next]!,
        Number.isFinite(this.#knownUntil) ? 'lost' : 'ambiguous',
        this.#facts,
      );
    }
  }

  #certain(post: Post): void {
    post.heard = true;
    const row = this.#receiver.in[this.#next++];
    if (row === undefined) this.#messages.sent(post.sender, post.row, whyNotReceived(this.#receiver, post.startNs), this.#facts);
    else this.#messages.pair(post.sender, post.row, this.#receiver, row, this.#facts);
  }

  #uncertain(post: Post): void {
    post.heard = true;
    const row = this.#receiver.in[this.#next++];
    this.#messages.sent(post.sender, post.row, row === undefined ? whyNotReceived(this.#receiver, post.startNs) : 'ambiguous', this.#facts);
    if (row !== undefined) this.#messages.received(this.#receiver, row, 'ambiguous', this.#facts);
  }
}

/** Where the posts end of which each overlaps one before it. */
function endOfOverlap(posts: readonly Post[], first: number): number {
  let { endNs } = posts[first]!;
  let end = first + 1;
  for (; end < posts.length && posts[end]!.startNs <= endNs; end++) endNs = Math.max(endNs, posts[end]!.endNs);
  return end;
}
