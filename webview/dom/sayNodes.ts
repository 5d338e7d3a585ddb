// A sentence with elements in it, in the person's language: its words are translated as one text.

import { say } from '../../src/layout/say.ts';

/** `sayNodes('Press {0} to search.', key)`, as children of an element. */
export function sayNodes(english: string, ...parts: readonly Node[]): (Node | string)[] {
  return say(english)
    .split(/(\{\d\})/)
    .map((piece) => parts[Number(/^\{(\d)\}$/.exec(piece)?.[1] ?? -1)] ?? piece);
}
