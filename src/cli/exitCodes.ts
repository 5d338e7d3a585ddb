// Exit codes of our own, and the one line that goes with each.

import { type HostCode, HostError } from '../host/errors.ts';
import { TraceFormatError } from '../model/errors.ts';
import { UsageError } from './usageError.ts';

export const exitCodes = { wrongUsage: 2, noTrace: 3, cannotStart: 125 } as const;

const ofHost: Readonly<Record<HostCode, number>> = {
  INPUT_MISSING: exitCodes.wrongUsage,
  OUTPUT_UNWRITABLE: exitCodes.wrongUsage,
  COMMAND_NOT_FOUND: exitCodes.wrongUsage,
  NODE_NOT_USABLE: exitCodes.cannotStart,
  TRACER_MISSING: exitCodes.cannotStart,
};

export interface Failure {
  readonly code: number;
  /** One line, without its line break. */
  readonly line: string;
}

/** How the command line ends by `error`. An error that nobody foresaw is thrown on: its stack is worth more than a code. */
export function failureOf(error: unknown, verb: string | null): Failure {
  const name = 'trace-concurrency';
  if (error instanceof UsageError) {
    const help = `${name}${verb === null ? '' : ` ${verb}`} --help`;
    return { code: exitCodes.wrongUsage, line: `${name}: ${verb === null ? '' : `${verb}: `}${error.message} (see "${help}")` };
  }
  if (error instanceof HostError) return { code: ofHost[error.code], line: `${name}: ${oneLine(error.message)}${adviceOf(error)}` };
  if (error instanceof TraceFormatError) return { code: exitCodes.noTrace, line: `${name}: ${oneLine(error.message)}${adviceOf(error)}` };
  throw error;
}

function adviceOf({ code }: HostError | TraceFormatError): string {
  switch (code) {
    case 'NODE_NOT_USABLE':
      return '; name another with --node PATH';
    case 'TRACER_MISSING':
      return '; install trace-concurrency again';
    case 'TRACE_VERSION_NEWER':
      return '; open it with a newer trace-concurrency';
    default:
      return '';
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
