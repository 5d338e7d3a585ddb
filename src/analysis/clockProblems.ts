// ShiViz's rules of admissible clocks, held against a trace: what a recorded trace must never break.

import type { Trace } from '../model/trace.ts';
import { everyClock } from './everyClock.ts';

/**
 * What is inadmissible in the trace's clocks, one sentence each; empty when ShiViz would accept them all.
 * Own entries start at 1 and step by 1, entries are within their thread's events, a clock is what its edges say,
 * and no event is its own past. O(events × threads).
 */
export function clockProblems(trace: Trace): readonly string[] {
  const clocks = everyClock(trace);
  const problems: string[] = [];
  const sizes = trace.threads.map((thread) => thread.endEvent - thread.firstEvent);
  trace.threads.forEach((thread, t) => {
    for (let event = thread.firstEvent; event < thread.endEvent; event++) {
      const clock = clocks[event]!;
      const own = event - thread.firstEvent + 1;
      const place = `thread ${t}, event ${own}`;
      if (clock[t] !== own) problems.push(`${place}: own entry is ${clock[t]}`);
      clock.forEach((value, other) => {
        if (value > sizes[other]!) problems.push(`${place}: entry of thread ${other} is ${value}; it has ${sizes[other]} events`);
      });
      if (event > thread.firstEvent) requireAtLeast(clock, clocks[event - 1]!, `${place}: below the event before it`, problems);
      const cause = trace.events.cause[event]!;
      if (cause >= trace.events.count) problems.push(`${place}: its cause ${cause} does not exist`);
      else if (cause >= 0) requireAtLeast(clock, clocks[cause]!, `${place}: below its cause`, problems);
    }
  });
  return problems;
}

function requireAtLeast(clock: Uint32Array, past: Uint32Array, place: string, problems: string[]): void {
  for (let thread = 0; thread < clock.length; thread++) {
    if (clock[thread]! < past[thread]!) {
      problems.push(`${place} at thread ${thread}: ${clock[thread]} < ${past[thread]}`);
      return;
    }
  }
}
