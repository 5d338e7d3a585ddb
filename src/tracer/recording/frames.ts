// Where a thread's frames go: what a recorder asks of each way to write them.

import { longestFixedRecord } from '../../model/wire/recordWriter.ts';

/** What every frame keeps free behind its {@link ByteWriter.limit}: a record, and the one that may have to come before it. */
export const reserveBytes: number = 2 * longestFixedRecord;

/** A frame is closed at this size: it is what damage in a trace file can take with it. */
export const frameBytes = 65536;

/** Nothing here throws. */
export interface Frames {
  /** Bytes of records that are in memory only: what a sudden death can lose. */
  readonly bufferBytes: number;
  /** Whether there are records that {@link flush} would write. */
  readonly hasUnwritten: boolean;
  /** Makes room for a record with so many bytes of text. @returns false when nothing more can be written in this way; what was written stays */
  makeRoom(textBytes: number): boolean;
  /** Writes what is in memory only; what can't be written is kept for the next time, within bounds. */
  flush(): void;
  /** Ends the file behind its last record. Nothing can be recorded after it. */
  close(): void;
}
