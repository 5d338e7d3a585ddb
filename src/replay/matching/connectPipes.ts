// Pipes of stdio: which ends belong together, told by the system's names of what is open, else by the child and its descriptor.
//
//   parent:  12.1p  own 9.70  child's 9.71         child:  12.1c  own 9.71        another child, given the parent's end:  13.0c  own 9.70
//            └── side p of this pipe                       └── side c                                                      └── side p

import type { EndpointUse } from './endpointRows.ts';
import { agreeInTime } from './sideTimes.ts';
import { type Connection, newSide, type StreamSide } from './streamSides.ts';

interface PipeEnd {
  readonly use: EndpointUse;
  /** `<pid>.<descriptor>` of the child. */
  readonly child: string;
  /** `p` at the parent, `c` in the child, `f` where both ends have one name. */
  readonly role: string;
  readonly own: string;
  /** What the parent knows of the child's end; else `-`. */
  readonly childs: string;
}

interface Pipe {
  readonly left: StreamSide[];
  readonly right: StreamSide[];
}

/** O(endpoints + rows). */
export function connectPipes(uses: readonly EndpointUse[]): readonly Connection[] {
  const ends = uses.map(readKey);
  const sideOf = new Map<string, readonly [pipe: string, isLeft: boolean]>();
  for (const { role, child, own, childs } of ends) {
    if (role !== 'p') continue;
    sideOf.set(own, [child, true]);
    if (childs !== '-') sideOf.set(childs, [child, false]);
  }
  const pipes = new Map<string, Pipe>();
  for (const { use, child, role, own } of ends) {
    if (use.out.length === 0 && use.in.length === 0) continue;
    const [pipe, isLeft] =
      role === 'f' ? [`fifo ${own}`, use.out.length > 0] : ((role === 'c' ? sideOf.get(own) : null) ?? [child, role === 'p']);
    let sides = pipes.get(pipe);
    if (sides === undefined) {
      sides = { left: [], right: [] };
      pipes.set(pipe, sides);
    }
    (isLeft ? sides.left : sides.right).push(newSide([use]));
  }
  return [...pipes.values()].flatMap(connect);
}

function readKey(use: EndpointUse): PipeEnd {
  const [who = '', own = '-', childs = '-'] = use.of.endpoints[use.index]!.key.split(' ');
  return { use, child: who.slice(0, -1), role: who.slice(-1), own, childs };
}

/**
 * Several processes may hold one end, and a program may write to a descriptor behind its stream's back: then the
 * offsets of the two sides are not the same. They are when both have counted the same number of bytes.
 */
function connect({ left, right }: Pipe): readonly Connection[] {
  if (left.length === 0 || right.length === 0) return [...left, ...right].map((near) => ({ near, far: null }));
  const [near, far] = [left[0]!, right[0]!];
  const isCertain =
    left.length === 1 && right.length === 1 && near.read === far.written && far.read === near.written && agreeInTime(near, far);
  return isCertain ? [{ near, far }] : [...left, ...right].map((side) => ({ near: side, far: 'ambiguous' }));
}
