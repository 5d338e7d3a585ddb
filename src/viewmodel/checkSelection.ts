// Checks that what is asked about is in the trace.

import { assertUnreachable } from '../model/assertUnreachable.ts';
import type { Trace } from '../model/trace.ts';
import type { Selection } from '../protocol/timelineSource.ts';

/** @returns the selection itself; @throws Error when the trace has no such thing */
export function checkSelection(trace: Trace, selection: Selection): Selection {
  const count = countOf(trace, selection);
  if (Number.isInteger(selection.index) && selection.index >= 0 && selection.index < count) return selection;
  throw new Error(`${selection.kind} ${selection.index} is not in this trace, which has ${count}`);
}

function countOf(trace: Trace, selection: Selection): number {
  switch (selection.kind) {
    case 'task':
      return trace.tasks.count;
    case 'slice':
      return trace.slices.count;
    case 'wait':
      return trace.waits.count;
    case 'event':
      return trace.events.count;
    case 'message':
      return trace.messages.count;
    case 'span':
      return trace.spans.count;
    case 'lane':
    case 'counter':
      return trace.lanes.length;
    default:
      return assertUnreachable(selection);
  }
}
