// Everything that went wrong in a run, as far as it has been recorded.

import type { Trace } from '../model/trace.ts';
import { findFailures } from './findFailures.ts';
import type { Finding } from './finding.ts';
import { findUnsettled } from './findUnsettled.ts';
import { findStalls } from './stalls.ts';

/**
 * Errors that nobody handled, then what never settled, then stalls. What never settled is known only when the run has ended.
 * O(trace).
 */
export function findAll(trace: Trace): readonly Finding[] {
  return [...findFailures(trace), ...findUnsettled(trace), ...findStalls(trace)];
}
