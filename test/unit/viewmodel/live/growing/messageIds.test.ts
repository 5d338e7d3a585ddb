// Ids of messages: they hold while ends are found, and no two messages have one.

import { expect, it } from 'vitest';
import { MessageIds } from '../../../../../src/viewmodel/live/growing/messageIds.ts';

const none = -1;
const assign = (ids: MessageIds, ...messages: readonly (readonly [send: number, receive: number])[]): number[] => [
  ...ids.assign({ send: Int32Array.from(messages, ([send]) => send), receive: Int32Array.from(messages, ([, receive]) => receive) }),
];

it('keeps the id of a message whose receive is found later', () => {
  const ids = new MessageIds();
  expect(assign(ids, [1, none], [2, none])).toEqual([0, 1]);
  expect(assign(ids, [1, none], [2, 5], [3, none])).toEqual([0, 1, 2]);
  expect(assign(ids, [1, 6], [2, 5], [3, none])).toEqual([0, 1, 2]);
});

it('knows two halves that turn out to be one message by either id', () => {
  const ids = new MessageIds();
  expect(assign(ids, [1, none], [none, 9])).toEqual([0, 1]);
  expect(assign(ids, [1, 9])).toEqual([0]);
  expect([ids.resolve(0), ids.resolve(1)]).toEqual([0, 0]);
});

it('tells the messages of one broadcast apart, also when one more reader is known', () => {
  const ids = new MessageIds();
  const [two, three] = assign(ids, [1, 2], [1, 3]);
  const grown = assign(ids, [1, 8], [1, 2], [1, 3]);
  expect(grown.slice(1)).toEqual([two, three]);
  expect(new Set(grown).size).toBe(3);
});

it('tells messages of the same ends apart', () => {
  const ids = new MessageIds();
  const one = assign(ids, [1, 2], [1, 2]);
  expect(one).toEqual([0, 1]);
  expect(assign(ids, [1, 2], [1, 2], [1, 2], [4, 5])).toEqual([0, 1, 2, 3]);
});

it('gives no id away that a message still has whose other end is not known', () => {
  const ids = new MessageIds();
  expect(assign(ids, [1, none])).toEqual([0]);
  expect(assign(ids, [1, none], [1, 7])).toEqual([0, 1]);
});
