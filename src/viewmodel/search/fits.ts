// Which strings and lanes a query lets pass.

import type { Lane } from '../../model/trace.ts';

/** 1 for each string that holds all words. O(strings · words). */
export function namesThatFit(lowerCase: readonly string[], words: readonly string[]): Uint8Array {
  const fits = new Uint8Array(lowerCase.length);
  for (let at = 0; at < lowerCase.length; at++) if (words.every((word) => lowerCase[at].includes(word))) fits[at] = 1;
  return fits;
}

/** 1 for each lane of which every filter is in its own name or in that of a lane above it. */
export function lanesThatFit(lanes: readonly Lane[], filters: readonly string[]): Uint8Array {
  const fits = new Uint8Array(lanes.length);
  for (let at = 0; at < lanes.length; at++) {
    const names = namesOf(lanes, at);
    if (filters.every((filter) => names.some((name) => name.includes(filter)))) fits[at] = 1;
  }
  return fits;
}

function namesOf(lanes: readonly Lane[], at: number): string[] {
  const names: string[] = [];
  for (let lane = at; lane >= 0; lane = lanes[lane].parent) names.push(lanes[lane].name.toLowerCase());
  return names;
}
