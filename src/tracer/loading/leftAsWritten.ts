// Files that Node is given as they are written, because the program asks for what Node or V8 says of their text.

import type { Edit } from '../../model/edits.ts';
import { runtimeGlobal } from '../../model/launch.ts';
import { isStartedWith } from '../startOptions.ts';
import type { Transform, TransformRequest } from './editCache.ts';

interface Reading {
  /** For the reader of the trace. */
  readonly why: string;
  /** Whether a file with these edits is read. */
  shows(edits: readonly Edit[], request: TransformRequest): boolean;
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
  shows: (edits) => edits.some(({ text }) => text.includes(`${runtimeGlobal}.m`)),
};

/** Node writes TypeScript anew, each statement on lines of its own, and stacks show those. */
const newLines: Reading = {
  why: 'Functions of TypeScript files are not recorded under --experimental-transform-types without source maps, where stacks show the lines that Node makes of them.',
  shows: (_edits, { typescript }) => typescript,
};

function askedFor(): Reading | undefined {
  if ((process.env['NODE_V8_COVERAGE'] ?? '') !== '' || isStartedWith('--experimental-test-coverage')) return coverage;
  if (process.features.typescript === 'transform' && isStartedWith('--no-enable-source-maps')) return newLines;
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
    if (made === null || made.edits.length === 0 || !reading.shows(made.edits, request)) return made;
    if (!isTold) note(reading.why);
    isTold = true;
    return { ...made, sites: [], edits: [] };
  };
}
