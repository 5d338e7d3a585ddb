// Records as lines of text: `name arguments`, without times.

import { checkSegmentHeader, readFrames, segmentHeaderBytes } from '../../../src/model/segment.ts';
import { RecordReader } from '../../../src/model/wire/readRecords.ts';
import type { Records } from '../../../src/model/wire/records.ts';

/** Records whose first field is a time. */
const untimed = new Set<string>([
  'thread',
  'string',
  'sourceFile',
  'throwing',
  'returnPromise',
  'promise',
  'createdAt',
  'endpoint',
  'endpointKey',
  'buffering',
  'endpointAgain',
]);

export interface Line {
  readonly name: keyof Records;
  readonly timeNs: number | undefined;
  readonly fields: readonly unknown[];
}

/** Every record of a segment's bytes. */
export function readLines(segment: Uint8Array): Line[] {
  checkSegmentHeader(segment);
  const lines: Line[] = [];
  const into = new Proxy({} as Records, {
    get:
      (_target, name: string) =>
      (...fields: unknown[]) => {
        const isTimed = !untimed.has(name);
        lines.push({
          name: name as keyof Records,
          timeNs: isTimed ? Number(fields[0]) : undefined,
          fields: isTimed ? fields.slice(1) : fields,
        });
      },
  });
  const { frames, incompleteBytes } = readFrames(segment.subarray(segmentHeaderBytes));
  if (incompleteBytes > 0) throw new Error(`${incompleteBytes} bytes at the end are no frame`);
  const reader = new RecordReader();
  for (const frame of frames) {
    const before = lines.length;
    reader.read(frame.payload, into);
    if (lines.length - before !== frame.records) throw new Error(`a frame of ${frame.records} records has ${lines.length - before}`);
  }
  return lines;
}

export function toText(line: Line): string {
  return [line.name, ...line.fields.map((field) => (typeof field === 'string' ? field : JSON.stringify(field)))].join(' ');
}
