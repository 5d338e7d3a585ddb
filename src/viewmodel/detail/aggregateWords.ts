// A wait for several promises at once in plain words: "for the last of fetchPage #3, fetchPage #4 and a promise, which was fetchPage #4".

import { wakerOf } from '../../analysis/waits.ts';
import { formatCount } from '../../layout/format.ts';
import { say, words } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { type AggregateMode, aggregateModes } from '../../model/vocabulary.ts';
import type { Phrase } from '../../protocol/timelineSource.ts';
import { sayPhrases } from '../sayPhrases.ts';
import { taskPhrase } from '../words.ts';

/** More members than these are counted only. */
const mostNamed = 4;

const beginnings: Readonly<Record<AggregateMode, string>> = {
  all: words('for all of {0}'),
  allSettled: words('for the end of all of {0}'),
  any: words('for the first to be fulfilled of {0}'),
  race: words('for the first of {0}'),
};

/** `row`: of the wait among those for several promises. */
export function aggregatePhrases(index: TraceIndex, row: number): Phrase[] {
  const { mode, wait } = index.trace.aggregates;
  return [...sayPhrases(beginnings[aggregateModes[mode[row]]], memberPhrases(index, row)), ...deciderPhrases(index, row, wait[row])];
}

function memberPhrases(index: TraceIndex, row: number): Phrase[] {
  const { firstMember, memberTask } = index.trace.aggregates;
  const first = firstMember[row];
  const count = firstMember[row + 1] - first;
  if (count === 0) return [{ text: say('no promises') }];
  const named = count > mostNamed + 1 ? mostNamed : count;
  const phrases: Phrase[] = [];
  for (let at = 0; at < named; at++) {
    if (at > 0) phrases.push({ text: at === count - 1 ? ` ${say('and')} ` : ', ' });
    const task = memberTask[first + at];
    phrases.push(task < 0 ? { text: say('a promise') } : taskPhrase(index, task));
  }
  if (named < count) phrases.push({ text: ` ${say('and {0} more', formatCount(count - named))}` });
  return phrases;
}

/** Who ended it, unless that is the one that waited. */
function deciderPhrases(index: TraceIndex, row: number, wait: number): Phrase[] {
  const { waits, events, aggregates } = index.trace;
  const waker = wakerOf(index.trace, wait);
  const task = waker < 0 ? -1 : events.task[waker];
  if (task < 0 || task === waits.task[wait]) return [];
  const mode = aggregateModes[aggregates.mode[row]];
  const isLast = mode === 'all' || mode === 'allSettled';
  return sayPhrases(isLast ? words('; what ended it was {0}') : words(', which was {0}'), taskPhrase(index, task));
}
