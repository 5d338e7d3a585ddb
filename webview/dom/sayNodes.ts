// A sentence with elements in it, in the person's language: its words are translated as one text.

import { say } from '../../src/layout/say.ts';

/** The words and the elements in their order, as children of an element; `{0}` is the first of `parts`. */
export function sayNodes(english: string, ...parts: readonly Node[]): (Node | string)[] {
  return say(english)
    .split(/(\{\d\})/)
    .map((piece) => parts[Number(/^\{(\d)\}$/.exec(piece)?.[1] ?? -1)] ?? piece);
}
