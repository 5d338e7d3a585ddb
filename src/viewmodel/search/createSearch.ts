// Search over names: every string is looked at once, then columns are scanned for the strings that fit.

import { formatDuration } from '../../layout/format.ts';
import { say, sayQuantity, words } from '../../layout/say.ts';
import { taskStart } from '../../layout/taskGroup.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { durationOf } from '../../layout/track.ts';
import { threadOfEvent } from '../../model/trace.ts';
import { codeOf, eventKinds, markKinds, spanKinds } from '../../model/vocabulary.ts';
import type { SearchAnswer, Selection } from '../../protocol/timelineSource.ts';
import { timeOf } from '../place.ts';
import { messageTitle, taskTitle, threadTitle, transportWord } from '../words.ts';
import { Earliest } from './earliest.ts';
import { lanesThatFit, namesThatFit } from './fits.ts';
import { parseQuery, type Query, type SearchKind } from './parseQuery.ts';

type Match = SearchAnswer['matches'][number];

/** What one search goes through the tables with. */
interface Scan {
  readonly index: TraceIndex;
  readonly query: Query;
  /** By string: whether it holds all words. */
  readonly names: Uint8Array;
  /** By lane: whether the lane filter lets it pass. */
  readonly lanes: Uint8Array;
  readonly found: Earliest<Selection>;
}

/** A search over one trace; keeps the strings in lower case from its first use on. O(strings + rows of the kinds searched). */
export function createSearch(index: TraceIndex): (text: string, limit: number) => SearchAnswer {
  let lowerCase: readonly string[] | undefined;
  return (text, limit) => {
    const query = parseQuery(text);
    if (typeof query === 'string') return { total: 0, matches: [], problem: query };
    if (text.trim() === '') return { total: 0, matches: [], problem: null };
    lowerCase ??= index.trace.strings.map((string) => string.toLowerCase());
    const scan: Scan = {
      index,
      query,
      names: namesThatFit(lowerCase, query.words),
      lanes: lanesThatFit(index.trace.lanes, query.lanes),
      found: new Earliest(limit),
    };
    for (const kind of query.kinds) scans[kind](scan);
    return { total: scan.found.total, matches: scan.found.take().map((selection) => matchOf(index, selection)), problem: null };
  };
}

const scans: Readonly<Record<SearchKind, (scan: Scan) => void>> = {
  lane: scanLanes,
  task: scanTasks,
  slice: (scan) => scanOfTasks(scan, 'slice'),
  wait: (scan) => scanOfTasks(scan, 'wait'),
  message: scanMessages,
  mark: scanMarks,
  span: scanSpans,
};

function longEnough({ longerThanNs, shorterThanNs }: Query, ns: number): boolean {
  return ns > longerThanNs && ns < shorterThanNs;
}

function isTimed(query: Query): boolean {
  return query.longerThanNs !== -Infinity || query.shorterThanNs !== Infinity;
}

function scanLanes({ index, query, lanes, found }: Scan): void {
  index.trace.lanes.forEach((lane, at) => {
    const name = lane.name.toLowerCase();
    if (lanes[at] === 0 || !query.words.every((word) => name.includes(word)) || isTimed(query)) return;
    // Lanes come before everything that happened in them.
    found.offer(at - index.trace.lanes.length, () => ({ kind: 'lane', index: at }));
  });
}

function scanTasks({ index, query, names, lanes, found }: Scan): void {
  const { tasks } = index.trace;
  const timed = isTimed(query);
  for (let task = 0; task < tasks.count; task++) {
    if (names[tasks.name[task]] === 0 || lanes[tasks.group[task]] === 0) continue;
    if (timed && !longEnough(query, lengthOf(index, { kind: 'task', index: task }))) continue;
    found.offer(taskStart(index.trace, task), () => ({ kind: 'task', index: task }));
  }
}

/** Slices or waits, by the name of their task. */
function scanOfTasks({ index, query, names, lanes, found }: Scan, kind: 'slice' | 'wait'): void {
  const { tasks } = index.trace;
  const { task: owner, startNs, count } = kind === 'slice' ? index.trace.slices : index.trace.waits;
  const intervals = kind === 'slice' ? index.slices : index.waits;
  for (let at = 0; at < count; at++) {
    if (!longEnough(query, durationOf(intervals, at))) continue;
    const task = owner[at];
    if (names[tasks.name[task]] === 0 || lanes[tasks.group[task]] === 0) continue;
    found.offer(startNs.at(at), () => ({ kind, index: at }));
  }
}

function scanMessages({ index, query, names, lanes, found }: Scan): void {
  const { messages, threads } = index.trace;
  for (const { from, to, bySend, byReceive } of index.messages.pairs) {
    const passes = [from, to].some((thread) => thread >= 0 && lanes[threads[thread].lane] === 1);
    if (!passes) continue;
    for (const message of bySend.length > 0 ? bySend : byReceive) {
      if (names[messages.name[message]] === 0) continue;
      if (isTimed(query) && !longEnough(query, lengthOf(index, { kind: 'message', index: message }))) continue;
      found.offer(index.messages.startOf(message), () => ({ kind: 'message', index: message }));
    }
  }
}

function scanMarks({ index, query, names, lanes, found }: Scan): void {
  if (isTimed(query)) return;
  const { events, threads } = index.trace;
  index.marks.forEach((marks, thread) => {
    if (lanes[threads[thread].lane] === 0) return;
    for (const { events: list } of [marks.alarms, marks.others]) {
      for (const event of list)
        if (names[events.name[event]] === 1) found.offer(events.timeNs.at(event), () => ({ kind: 'event', index: event }));
    }
  });
}

function scanSpans({ index, query, names, lanes, found }: Scan): void {
  const { spans, threads } = index.trace;
  for (let span = 0; span < spans.count; span++) {
    if (names[spans.name[span]] === 0 || lanes[threads[spans.thread[span]].lane] === 0) continue;
    if (isTimed(query) && !longEnough(query, lengthOf(index, { kind: 'span', index: span }))) continue;
    found.offer(spans.startNs.at(span), () => ({ kind: 'span', index: span }));
  }
}

function lengthOf(index: TraceIndex, selection: Selection): number {
  const [from, to] = timeOf(index, selection);
  return to - from;
}

function matchOf(index: TraceIndex, selection: Selection): Match {
  const [startNs, endNs] = timeOf(index, selection);
  return { selection, startNs, ...wordsFor(index, selection, formatDuration(endNs - startNs)) };
}

function wordsFor(index: TraceIndex, selection: Selection, duration: string): { readonly title: string; readonly facts: string } {
  const { trace } = index;
  const { strings, slices, waits, messages, events, spans, lanes } = trace;
  const at = selection.index;
  switch (selection.kind) {
    case 'task':
      return { title: taskTitle(index, at), facts: `${say('task')} · ${duration}` };
    case 'slice':
      return { title: taskTitle(index, slices.task[at]), facts: say('ran {0}', duration) };
    case 'wait':
      return { title: taskTitle(index, waits.task[at]), facts: say('waited {0}', duration) };
    case 'message':
      return { title: messageTitle(trace, at), facts: `${transportWord(messages.transport[at])} · ${duration}` };
    case 'event': {
      const word = say(events.kind[at] === codeOf(eventKinds, 'mark') ? markKinds[events.detail[at]] : eventKinds[events.kind[at]]);
      return { title: strings[events.name[at]] || word, facts: `${word} · ${threadTitle(trace, threadOfEvent(trace, at))}` };
    }
    case 'span':
      return { title: strings[spans.name[at]] || spanKinds[spans.kind[at]], facts: `${spanKinds[spans.kind[at]]} · ${duration}` };
    case 'counter':
      return { title: lanes[at].name, facts: 'counter' };
    case 'lane': {
      const tasks = index.groups.get(at)?.tasks;
      return {
        title: lanes[at].name,
        facts:
          tasks === undefined
            ? say(index.counters.has(at) ? words('counter') : lanes[at].kind)
            : `${say('function')} · ${sayQuantity(tasks, 'task', 'tasks')}`,
      };
    }
  }
}
