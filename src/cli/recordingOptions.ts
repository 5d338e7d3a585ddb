// The options of `run` that say how, when and how much is recorded.

import type { RunRequest } from '../host/runTraced.ts';
import { noLimits, type Recording, type RecordingLimits } from '../model/launch.ts';
import type { OptionKinds, ParsedOptions } from './options.ts';
import { parseCount, parseDuration, parseSize } from './quantities.ts';
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
  const quantity = (option: 'keep' | 'limit' | 'rate', parse: (option: string, text: string) => number): number | null => {
    const text = values.get(option);
    return text === undefined ? null : parse(option, text);
  };
  const limits: RecordingLimits = {
    ...noLimits,
    keepNs: quantity('keep', parseDuration),
    bytes: quantity('limit', parseSize),
    recordsASecond: quantity('rate', parseCount),
  };
  return { recording: recordingOf(values.get('recording')), limits, isStopped: flags.has('paused') };
}

function recordingOf(word: string | undefined): Recording | undefined {
  if (word === undefined || word === 'mapped' || word === 'buffered') return word;
  throw new UsageError(`unknown recording "${word}", expected mapped or buffered`);
}
