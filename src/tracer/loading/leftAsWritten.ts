// Files that Node is given as they are written, because the program asks for what Node or V8 says of their text.

import { runtimeGlobal } from '../../model/launch.ts';
import { isStartedWith } from '../startOptions.ts';
import type { Transform } from './editCache.ts';

type Made = NonNullable<ReturnType<Transform>>;

interface Reading {
  /** For the reader of the trace. */
  readonly why: string;
  /** Whether a file with these edits is read. */
  shows(made: Made): boolean;
}

/**
 * Of coverage Node writes the places and branches of the text that runs, in C++ and after the last line of JavaScript, and a
 * worker that is terminated does without any: nothing could correct them.
 */
const coverage: Reading = {
  why: 'Functions and their waits are not recorded while coverage is taken, which has to be that of the text as written: run without it to see them.',
  shows: () => true,
};

/** Node parses what it has loaded, and puts lines of that into an error and before it. */
const requiredWaits: Reading = {
  why: 'Functions of files with top-level await are not recorded under --experimental-print-required-tla, which shows those files: run without it to see them.',
  shows: ({ edits }) => edits.some(({ text }) => text.includes(`${runtimeGlobal}.m`)),
};

function askedFor(): Reading | undefined {
  if ((process.env['NODE_V8_COVERAGE'] ?? '') !== '' || isStartedWith('--experimental-test-coverage')) return coverage;
  return isStartedWith('--experimental-print-required-tla') ? requiredWaits : undefined;
}

/**
 * `transform`, without the edits of files that the thread is asked to show.
 * @param note - told once, at the first file that is left as it is
 */
export function leavingAsWritten(transform: Transform, note: (text: string) => void): Transform {
  const reading = askedFor();
  if (reading === undefined) return transform;
  let isTold = false;
  return (request) => {
    const made = transform(request);
    if (made === null || made.edits.length === 0 || !reading.shows(made)) return made;
    if (!isTold) note(reading.why);
    isTold = true;
    return { ...made, sites: [], edits: [] };
  };
}
