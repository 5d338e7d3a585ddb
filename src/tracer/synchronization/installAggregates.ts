// Promise.all, allSettled, any and race: which promises one promise stands for.

import { types } from 'node:util';
import { aggregateModes, codeOf } from '../../model/vocabulary.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';

/**
 * The members are not asked for: each gets a reaction while the function runs, whose promise tells what it is derived
 * from. Where an iterable of the program's own could make promises in between, nothing is recorded.
 * @param idOf - the number of a promise, 0 when it has none
 */
export function installAggregates(recorder: Recorder, idOf: (promise: unknown) => number, disguise: Disguise): void {
  for (const name of aggregateModes) {
    const mode = codeOf(aggregateModes, name);
    replaceFunction(Promise, name, disguise, () => ({
      apply(target, self, args: unknown[]) {
        const before = recorder.promises;
        const result: unknown = Reflect.apply(target, self, args as never[]);
        guarded(() => {
          recorder.creationSite = 0;
          if (isPlain(args[0])) recordAggregate(recorder, mode, idOf(result), before);
        });
        return result;
      },
    }));
  }
}

function recordAggregate(recorder: Recorder, mode: number, promise: number, before: number): void {
  if (promise > before) recorder.begin().aggregate(mode, promise, recorder.promises - before);
}

/** Iterating over it runs no code of the program. */
function isPlain(members: unknown): boolean {
  return (
    (Array.isArray(members) && !types.isProxy(members)) ||
    types.isSet(members) ||
    types.isMapIterator(members) ||
    types.isSetIterator(members)
  );
}
