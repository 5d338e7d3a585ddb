// A property of `process` whose value depends on who reads it: Node, from C++ or its own JavaScript, or the program.

import { util } from './nodeUtil.ts';
import { guarded } from './patchMethod.ts';

// As it is before the program puts something else in its place.
const { getCallSites } = util;

/**
 * Makes the property an accessor. What the program writes there stands there, as it would otherwise.
 * @param first - what stands there now
 * @param answer - gives each reader its value; `readerOf` has to be called in it directly
 */
export function answerReader(
  name: string,
  first: unknown,
  answer: (current: unknown, readerOf: () => string | undefined) => unknown,
): void {
  let current = first;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: Object.getOwnPropertyDescriptor(process, name)?.enumerable === true,
    get: () => answer(current, readerOf),
    set: (given: unknown) => {
      current = given;
    },
  });
}

/** The script that reads the property; undefined where that is C++ with no JavaScript below it, empty when it can't be found out. */
function readerOf(): string | undefined {
  let found: string | undefined = '';
  guarded(() => {
    // This function, its guard, `readerOf`, `answer`, the accessor, and who reads it.
    found = getCallSites(6)[5]?.scriptName;
  });
  return found;
}
