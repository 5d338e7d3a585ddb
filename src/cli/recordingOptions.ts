// The options of `run` that say how, when and how much is recorded.

import type { RunRequest } from '../host/runTraced.ts';
import { noLimits, type Recording, type RecordingLimits } from '../model/launch.ts';
import { parseCount, parseDuration, parseSize } from '../model/quantities.ts';
import type { OptionKinds, ParsedOptions } from './options.ts';
import { UsageError } from './usageError.ts';

export const recordingOptions: OptionKinds = {
  recording: 'value',
  keep: 'value',
  limit: 'value',
  rate: 'value',
  paused: 'flag',
};

/** @throws UsageError for a word or quantity that is none */
export function readRecordingOptions({ values, flags }: ParsedOptions): Pick<RunRequest, 'recording' | 'limits' | 'isStopped'> {
  const quantity = (option: 'keep' | 'limit' | 'rate', parse: (text: string) => number | null, expected: string): number | null => {
    const text = values.get(option);
    if (text === undefined) return null;
    const value = parse(text);
    if (value === null) throw new UsageError(`--${option}: expected ${expected}, found ${JSON.stringify(text)}`);
    return value;
  };
  const limits: RecordingLimits = {
    ...noLimits,
    keepNs: quantity('keep', parseDuration, 'a duration such as 30s, 500ms or 2m'),
    bytes: quantity('limit', parseSize, 'a size such as 500MB or 2GiB'),
    recordsASecond: quantity('rate', parseCount, 'a number such as 50000 or 200k'),
  };
  return { recording: recordingOf(values.get('recording')), limits, isStopped: flags.has('paused') };
}

function recordingOf(word: string | undefined): Recording | undefined {
  if (word === undefined || word === 'mapped' || word === 'buffered') return word;
  throw new UsageError(`unknown recording "${word}", expected mapped or buffered`);
}
