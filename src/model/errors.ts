// The errors of this room: what is wrong with a trace, where, what was expected and what was found.

export type TraceFormatCode = 'TRACE_EMPTY' | 'TRACE_NOT_A_TRACE' | 'TRACE_VERSION_NEWER' | 'TRACE_DAMAGED' | 'TRACE_RECORD_UNKNOWN';

/** A trace that can't be read, or not past a place. `message` states facts; advice belongs to the caller. */
export class TraceFormatError extends Error {
  readonly code: TraceFormatCode;

  constructor(code: TraceFormatCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'TraceFormatError';
    this.code = code;
  }
}
