// What is wrong with a selected thing, in one line.

import type { Finding } from '../../analysis/finding.ts';
import { formatCount, formatDuration } from '../../layout/format.ts';
import { say } from '../../layout/say.ts';
import { assertUnreachable } from '../../model/assertUnreachable.ts';
import type { Detail } from '../../protocol/timelineSource.ts';

export function findingFact(finding: Finding): Detail['facts'][number] {
  const folded = finding.count > 1 ? ` · ${say('one of {0} at this place', formatCount(finding.count))}` : '';
  return { name: say('finding'), value: [{ text: `${wordsFor(finding)}${folded}` }] };
}

function wordsFor(finding: Finding): string {
  switch (finding.kind) {
    case 'neverSettled':
      return say('never settled: its thread ended, and nothing had ended its wait');
    case 'stillWaiting':
      return say('still waited when the program was stopped');
    case 'unhandledRejection':
      return say('nobody handled its rejection: {0}', finding.error);
    case 'uncaughtException':
      return say('nobody caught its error: {0}', finding.error);
    case 'stall':
      return say('held up the event loop, at most for {0}', formatDuration(finding.longestNs));
    default:
      return assertUnreachable(finding);
  }
}
