// `trace-concurrency start` and `stop`: the recording of a program that runs, begun and halted from another terminal.

import { HostError, refusal } from '../host/errors.ts';
import { readManifest } from '../host/readRecordedRun.ts';
import { startRecording, stopRecording } from '../host/startAndStop.ts';
import { TraceFormatError } from '../model/errors.ts';
import { startHelp, stopHelp } from './help.ts';
import type { ParsedOptions } from './options.ts';
import { UsageError } from './usageError.ts';
import type { Verb } from './verb.ts';

export const startVerb: Verb = { help: startHelp, options: {}, optionsEndAtWord: false, act: (parsed) => turn(parsed, startRecording) };
export const stopVerb: Verb = { help: stopHelp, options: {}, optionsEndAtWord: false, act: (parsed) => turn(parsed, stopRecording) };

/** @throws UsageError; HostError INPUT_MISSING when no program records there any more; TraceFormatError when it is no run's folder */
function turn({ words }: ParsedOptions, act: (folder: string) => void): void {
  const [folder, ...more] = words;
  if (folder === undefined || more.length > 0)
    throw new UsageError(`expected the folder of a run, found ${more.length > 0 ? words.join(' ') : 'nothing'}`);
  try {
    if (readManifest(folder).ended !== undefined)
      throw new HostError('INPUT_MISSING', `${folder}: expected a run that records, found one that has ended`);
    act(folder);
  } catch (error) {
    if (error instanceof HostError) throw error;
    if (error instanceof TraceFormatError && error.code !== 'TRACE_NOT_A_TRACE')
      throw new TraceFormatError(error.code, `${folder}: ${error.message}`, { cause: error });
    // A run that has ended has no folder any more.
    throw new HostError('INPUT_MISSING', `${folder}: expected the folder of a run that records: ${refusal(error)}`, { cause: error });
  }
}
