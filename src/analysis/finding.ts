// What a finding is: something that went wrong in a run, where in the source, and the rows of the trace that show it.

import type { Nanoseconds } from '../model/units.ts';
import type { SummaryPlace } from './sourcePlace.ts';

export type Finding = UnsettledFinding | FailureFinding | StallFinding;

export type Severity = 'error' | 'warning' | 'information';

/** A row of the trace to look at; its index is one of this trace only. */
export interface Evidence {
  readonly kind: 'task' | 'wait' | 'event' | 'span';
  readonly index: number;
}

/** A place that a finding also concerns: `tasks` of `name`. */
export interface RelatedPlace {
  readonly name: string;
  readonly place: SummaryPlace;
  readonly tasks: number;
}

interface Common {
  /** The same finding has the same id in every trace of the program, also while it grows; unique in a trace. */
  readonly id: string;
  readonly severity: Severity;
  /** Null when where is not known. */
  readonly place: SummaryPlace | null;
  /** How many of this place are folded into it. */
  readonly count: number;
  /** At least one; the one to look at first comes first. */
  readonly evidence: readonly Evidence[];
}

/** Calls of a function that wait at one place, and nothing will end that any more. */
export interface UnsettledFinding extends Common {
  /** `stillWaiting`: the program was stopped from outside, and they had waited for long. */
  readonly kind: 'neverSettled' | 'stillWaiting';
  /** The function; `top level` for a program's own code. */
  readonly name: string;
  readonly longestNs: Nanoseconds;
  /** Functions that wait only for these. */
  readonly related: readonly RelatedPlace[];
}

/** An error that nobody handled. */
export interface FailureFinding extends Common {
  readonly kind: 'unhandledRejection' | 'uncaughtException';
  /** The error as the program's engine names it: `TypeError: x is not a function`. */
  readonly error: string;
  /** The function that threw it; empty when it is not known. */
  readonly name: string;
  /** The function whose promise nobody handled, when the error came to it from another. */
  readonly related: readonly RelatedPlace[];
}

/** Code that held up the event loop. */
export interface StallFinding extends Common {
  readonly kind: 'stall';
  /** What ran most of the time; empty when it is not known. */
  readonly name: string;
  readonly longestNs: Nanoseconds;
  readonly totalNs: Nanoseconds;
}

/** The id of a finding: what it is, where it is, whom it concerns. */
export function findingId(kind: Finding['kind'], place: SummaryPlace | null, name: string): string {
  return place === null ? `${kind} ${name}` : `${kind} ${place.file}:${place.line}:${place.column} ${name}`;
}
