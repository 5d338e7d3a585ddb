// The one word that `info` and `export` take.

import { UsageError } from './usageError.ts';

/** @throws UsageError unless `words` is one */
export function oneTrace(words: readonly string[]): string {
  const [trace, ...more] = words;
  if (trace === undefined) throw new UsageError('expected a .ctrace file or the folder of a run');
  if (more.length > 0) throw new UsageError(`expected one trace, found ${words.length}: ${words.join(' ')}`);
  return trace;
}
