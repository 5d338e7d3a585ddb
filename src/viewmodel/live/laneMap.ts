// Lanes of a trace found again in the same trace grown, or before it grew.

import type { Lane } from '../../model/trace.ts';
import { laneKeys } from './laneKeys.ts';

/** From a lane's number in one to its number in the other; −1 for a lane that the other has not. O(lanes). */
export function mapLanes(from: readonly Lane[], to: readonly Lane[]): (lane: number) => number {
  if (from === to) return (lane) => (lane in from ? lane : -1);
  const numbers = new Map(laneKeys({ lanes: to }).map((key, lane) => [key, lane]));
  const keys = laneKeys({ lanes: from });
  return (lane) => numbers.get(keys[lane] ?? '') ?? -1;
}
