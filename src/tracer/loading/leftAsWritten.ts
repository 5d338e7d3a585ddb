// Files that Node is given as they are written, because the program asks for what V8 says of their text.

import { isStartedWith } from '../startOptions.ts';
import type { Transform } from './editCache.ts';

/**
 * Of coverage Node writes the places and branches of the text that runs, in C++ and after the last line of JavaScript, and a
 * worker that is terminated does without any: nothing could correct them.
 */
function isCoverageTaken(): boolean {
  return (process.env['NODE_V8_COVERAGE'] ?? '') !== '' || isStartedWith('--experimental-test-coverage');
}

/**
 * `transform`, in a thread that is asked for coverage without its edits.
 * @param note - told once, at the first file that is left as it is
 */
export function leavingAsWritten(transform: Transform, note: (text: string) => void): Transform {
  if (!isCoverageTaken()) return transform;
  let isTold = false;
  return (request) => {
    const made = transform(request);
    if (made === null || made.edits.length === 0) return made;
    if (!isTold)
      note(
        'Functions and their waits are not recorded while coverage is taken, which has to be that of the text as written: run without it to see them.',
      );
    isTold = true;
    return { ...made, sites: [], edits: [] };
  };
}
