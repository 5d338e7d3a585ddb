// The trace called by a file's name: the file itself, or the run that is being recorded and will become it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../host/errors.ts';
import { openTrace as readTrace } from '../../host/openTrace.ts';
import { readRecordedRun } from '../../host/readRecordedRun.ts';
import { type RunNews, tailRun } from '../../host/tailRun.ts';
import { say } from '../../layout/say.ts';
import { manifestFileName } from '../../model/launch.ts';
import type { LiveSource } from '../../protocol/liveSource.ts';
import type { TimelineSource } from '../../protocol/timelineSource.ts';
import { LiveTrace } from '../../viewmodel/live/liveTrace.ts';
import type { Timing } from '../../viewmodel/live/telling.ts';
import { openTrace } from '../../viewmodel/openTrace.ts';
import { runFolderOf } from './traceOnDisk.ts';

/** Makes a source for one view: each has rows of its own. */
export type MakeSource = () => TimelineSource | LiveSource;

const timing: Timing = {
  nowMs: () => performance.now(),
  later: (delayMs, work) => void setTimeout(work, delayMs),
};

/** A run that was announced and came to nothing: its program could not be started. */
class NoTrace extends Error {
  readonly code = 'NO_TRACE';
}

/**
 * Opens the trace called `file`, and goes on reading while its run records.
 * @param opened - hears once how to make sources; `live`: they are {@link LiveSource}s, and more will come
 * @param failed - hears why it can't be read
 * @returns what ends it
 */
export function followTrace(file: string, opened: (make: MakeSource, live: boolean) => void, failed: (error: unknown) => void): () => void {
  const folder = runFolderOf(file);
  if (!existsSync(file) && existsSync(join(folder, manifestFileName))) return followRun(file, folder, opened, failed);
  openFinished(file, opened, failed);
  return () => undefined;
}

function openFinished(file: string, opened: (make: MakeSource, live: boolean) => void, failed: (error: unknown) => void): void {
  try {
    const { trace, damage } = readTrace(file);
    opened(() => openTrace(trace, damage), false);
  } catch (error) {
    failed(error);
  }
}

function followRun(
  file: string,
  folder: string,
  opened: (make: MakeSource, live: boolean) => void,
  failed: (error: unknown) => void,
): () => void {
  let live: LiveTrace | null = null;
  let isEmpty = true;
  const end = (trace: LiveTrace, { how, manifest, cut }: RunNews & { kind: 'end' }): void => {
    // Its host has packed it and taken the folder away, perhaps before the last frames were seen here.
    if (how === 'gone' && existsSync(file)) trace.endAs(readRecordedRun(file));
    else if (how === 'gone' && isEmpty) throw new NoTrace(say('The program left no trace.'));
    else if (manifest !== null) trace.end(manifest, cut);
  };
  return tailRun(folder, (news) => {
    switch (news.kind) {
      case 'manifest': {
        if (live !== null) return;
        const trace = new LiveTrace(news.manifest, timing);
        live = trace;
        return opened(() => trace.open(), true);
      }
      case 'frames':
        isEmpty = false;
        return live?.push(news.segment, news.frames);
      case 'damaged':
        return live?.damaged(news.segment, news.why);
      case 'end':
        if (live === null) {
          // Packed and taken away before the first look into it.
          if (existsSync(file)) return openFinished(file, opened, failed);
          return failed(new HostError('INPUT_MISSING', news.why ?? `${file}: expected a trace`));
        }
        try {
          return end(live, news);
        } catch (error) {
          return failed(error);
        }
    }
  });
}
