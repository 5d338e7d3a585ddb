// Functions of the runtime's inside, whose calls are looked at without anything to be seen of it.

import { type Disguise, guarded, replaceFunction } from './patchMethod.ts';
import { callWithRoom } from './raisedLimit.ts';

/** Is told of a call before it is made. @returns what to do with its result when it has not thrown */
export type Observer = (self: object, args: readonly unknown[]) => ((result: unknown) => void) | undefined;

/**
 * Nothing of the program may run inside of these calls; what they throw has as many frames as without us.
 * @param owner - undefined where this Node has no such thing
 */
export function observeCalls(
  owner: object | undefined,
  name: string,
  disguise: Disguise,
  observer: Observer,
  isOfInterest: (args: readonly unknown[]) => boolean,
): void {
  if (owner === undefined) return;
  replaceFunction(owner, name, disguise, () => ({
    apply(target, self: object, args: unknown[]) {
      const then = isOfInterest(args) ? observed(observer, self, args) : undefined;
      const result = callWithRoom(ownFrames, false, () => Reflect.apply(target, self, args as never[]));
      if (then !== undefined) guarded(() => then(result));
      return result;
    },
  }));
}

function observed(observer: Observer, self: object, args: readonly unknown[]): ((result: unknown) => void) | undefined {
  try {
    return observer(self, args);
  } catch {
    return undefined;
  }
}

/** What stands between a call and the system, and is left out of stacks later: the trap, {@link callWithRoom} and what it calls. */
const ownFrames = 3;
