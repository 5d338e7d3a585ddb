// What the recording of messages needs of its surroundings.

import { codeOf, type Transport, transports } from '../../model/vocabulary.ts';
import type { Records } from '../../model/wire/records.ts';

type MessageRecords = Pick<Records, 'endpointKey' | 'endpointClosed' | 'send' | 'receive' | 'write' | 'read' | 'http'>;

export interface MessageRecorder {
  /** Reads the clock. */
  now(): number;
  /** The writer, with room for one record whose texts have `textUnits` UTF-16 units. */
  begin(textUnits?: number): MessageRecords;
  /** Defines one end of a channel. @returns its id */
  endpoint(transport: number, key: string): number;
  /** Writes out what is buffered. */
  flush(): void;
}

/** Told of what goes to another thread, so that shared memory in it is known there. */
export interface CarriedMemory {
  /** This value goes with the message whose `send` record comes next. */
  going(value: unknown): void;
  /** A worker was started with this value. */
  starting(threadId: number, value: unknown): void;
}

export function defineEndpoint(recorder: MessageRecorder, transport: Transport, key: string): number {
  return recorder.endpoint(codeOf(transports, transport), key);
}
