// Reading a segment's header: JSON that may come from anywhere.

import { TraceFormatError } from '../model/errors.ts';
import type { ThreadHeader } from '../model/launch.ts';

/** @throws TraceFormatError TRACE_DAMAGED when it is no header; fields that are missing get their emptiest value. */
export function parseThreadHeader(json: string): ThreadHeader {
  const fields = parseObject(json);
  const number = (name: keyof ThreadHeader, otherwise: number): number => {
    const value = fields[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  const text = (name: keyof ThreadHeader): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const argv = Array.isArray(fields.argv) ? fields.argv.filter((word): word is string => typeof word === 'string') : [];
  const threadId = number('threadId', 0);
  return {
    run: text('run'),
    pid: number('pid', 0),
    parentPid: number('parentPid', 0),
    threadId,
    parentThreadId: threadId === 0 ? null : number('parentThreadId', 0),
    name: text('name'),
    argv,
    nodeVersion: text('nodeVersion'),
    v8Version: text('v8Version'),
    uvVersion: text('uvVersion'),
    osThread: number('osThread', 0),
    ...(typeof fields.threadPoolSize === 'string' ? { threadPoolSize: fields.threadPoolSize } : {}),
    startNs: number('startNs', 0),
    clockErrorNs: number('clockErrorNs', 0),
    recording: fields.recording === 'mapped' ? 'mapped' : 'buffered',
    bufferBytes: number('bufferBytes', 0),
  };
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new TraceFormatError('TRACE_DAMAGED', 'expected a thread header in JSON, found something else', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TraceFormatError('TRACE_DAMAGED', 'expected a thread header, found JSON that is no object');
  }
  return value as Readonly<Record<string, unknown>>;
}
