// What is wrong with a selected thing, in one line.

import type { Finding } from '../../analysis/finding.ts';
import { formatCount, formatDuration } from '../../layout/format.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import type { Detail } from '../../protocol/timelineSource.ts';

export function findingFact(finding: Finding): Detail['facts'][number] {
  const folded = finding.count > 1 ? ` · one of ${formatCount(finding.count)} at this place` : '';
  return { name: 'finding', value: [{ text: `${wordsFor(finding)}${folded}` }] };
}

function wordsFor(finding: Finding): string {
  switch (finding.kind) {
    case 'neverSettled':
      return 'never settled: its thread ended, and nothing had ended its wait';
    case 'stillWaiting':
      return 'still waited when the program was stopped';
    case 'unhandledRejection':
      return `nobody handled its rejection: ${finding.error}`;
    case 'uncaughtException':
      return `nobody caught its error: ${finding.error}`;
    case 'stall':
      return `held up the event loop, at most for ${formatDuration(finding.longestNs)}`;
    default:
      return assertUnreachable(finding);
  }
}
