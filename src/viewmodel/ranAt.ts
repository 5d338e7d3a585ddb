// What ran at a place of the source: from a line in an editor back to the timeline.

import { taskStart } from '../layout/taskGroup.ts';
import type { Trace } from '../model/trace.ts';
import type { RanAt, Selection, SourceRange } from '../protocol/timelineSource.ts';
import { Earliest } from './search/earliest.ts';

/** The tasks and waits of the line; when it has none, the tasks of the function around it. O(sources + tasks + waits). */
export function ranAt(trace: Trace, { files, line, body }: SourceRange, limit: number): RanAt {
  const file = filesNamed(trace, files);
  const found = new Earliest<Selection>(limit);
  const onLine = sourcesIn(trace, file, line, line);
  offerTasks(trace, onLine, found);
  offerWaits(trace, onLine, found);
  const isInBody = found.total === 0 && body !== null;
  if (isInBody) offerTasks(trace, sourcesIn(trace, file, body.firstLine, body.lastLine), found);
  return { scope: isInBody ? 'body' : 'line', total: found.total, selections: found.take() };
}

/** By string: 1 for those that name the file. */
function filesNamed({ strings, sources }: Trace, names: readonly string[]): Uint8Array {
  const wanted = new Set(names.map(asPath));
  const named = new Uint8Array(strings.length);
  for (const file of new Set(sources.file)) if (wanted.has(asPath(strings[file]))) named[file] = 1;
  return named;
}

/** A path that compares: of a URL its path, with slashes, a Windows drive in lower case. */
function asPath(file: string): string {
  const path = file.startsWith('file:') ? pathOfUrl(file) : file;
  return path.replaceAll('\\', '/').replace(/^\/?([A-Za-z]):\//, (_, drive: string) => `${drive.toLowerCase()}:/`);
}

function pathOfUrl(url: string): string {
  try {
    return decodeURIComponent(url.replace(/^file:\/\//, '').replace(/[?#].*$/, ''));
  } catch {
    return url;
  }
}

/** By source: 1 for those of the file in these lines. */
function sourcesIn({ sources }: Trace, file: Uint8Array, firstLine: number, lastLine: number): Uint8Array {
  const inside = new Uint8Array(sources.count);
  for (let source = 1; source < sources.count; source++) {
    const line = sources.line[source];
    if (file[sources.file[source]] === 1 && line >= firstLine && line <= lastLine) inside[source] = 1;
  }
  return inside;
}

function offerTasks(trace: Trace, inside: Uint8Array, found: Earliest<Selection>): void {
  const { tasks } = trace;
  if (!inside.includes(1)) return;
  for (let task = 0; task < tasks.count; task++)
    if (inside[tasks.source[task]] === 1) found.offer(taskStart(trace, task), () => ({ kind: 'task', index: task }));
}

function offerWaits({ waits, tasks }: Trace, inside: Uint8Array, found: Earliest<Selection>): void {
  if (!inside.includes(1)) return;
  for (let wait = 0; wait < waits.count; wait++) {
    const source = waits.source[wait];
    // A callback's wait for its turn stands where the callback does: the task itself tells of it.
    if (inside[source] === 1 && source !== tasks.source[waits.task[wait]])
      found.offer(waits.startNs.at(wait), () => ({ kind: 'wait', index: wait }));
  }
}
