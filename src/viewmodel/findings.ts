// The findings of one trace: made when they are first asked for, as a list and by what they are about.

import type { Finding } from '../analysis/finding.ts';
import { findAll } from '../analysis/findings.ts';
import type { Trace } from '../model/trace.ts';
import type { Selection } from '../protocol/timelineSource.ts';

/** More than anybody looks at one after the other. */
const mostEvidence = 1000;

export interface Findings {
  /** With at most {@link mostEvidence} of each one's evidence. */
  list(): readonly Finding[];
  /** The finding that a thing is evidence of; for a wait's or slice's task too. Null when there is none. */
  readonly of: (selection: Selection) => Finding | null;
}

export function createFindings(trace: Trace): Findings {
  let all: readonly Finding[] | undefined;
  let byEvidence: ReadonlyMap<string, Finding> | undefined;
  const findings = (): readonly Finding[] => {
    all ??= findAll(trace);
    return all;
  };
  return {
    list: () => findings().map((finding) => ({ ...finding, evidence: finding.evidence.slice(0, mostEvidence) })),
    of({ kind, index }) {
      byEvidence ??= indexEvidence(trace, findings());
      const task = kind === 'slice' ? trace.slices.task[index] : -1;
      return byEvidence.get(`${kind} ${index}`) ?? byEvidence.get(`task ${task}`) ?? null;
    },
  };
}

function indexEvidence(trace: Trace, findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const byEvidence = new Map<string, Finding>();
  for (const finding of findings) {
    for (const { kind, index } of finding.evidence) {
      byEvidence.set(`${kind} ${index}`, finding);
      if (kind === 'wait') byEvidence.set(`task ${trace.waits.task[index]}`, finding);
    }
  }
  return byEvidence;
}
