// The status bar: what the trace holds, what is selected, the time under the pointer.

import { formatCount, formatDuration, formatInstant, formatQuantity } from '../../src/layout/format.ts';
import type { Overview } from '../../src/protocol/timelineSource.ts';
import { button, element } from '../dom/element.ts';
import { spanOf } from '../state/timeWindow.ts';
import type { ViewState } from '../state/viewState.ts';
import type { GrowthState } from '../view/followGrowth.ts';

export interface StatusBar {
  readonly element: HTMLElement;
  show(state: ViewState): void;
  /** Takes over what the trace holds. */
  count(overview: Overview): void;
  /** What has been recorded so far; null when nothing is being recorded. */
  showRecording(state: GrowthState | null): void;
}

/** `recording 4.2 s · 81,204 events`; the numbers go on while the view stands still. */
function recordingWords({ live, paused, change }: GrowthState): string {
  const words =
    live || !paused
      ? `recording ${formatDuration(change.durationNs)} · ${formatQuantity(change.events, 'event')}`
      : 'the program has ended';
  return paused ? `paused · ${words}` : words;
}

function countWords({ counts, level }: Overview): string {
  const words = [
    counts.machines > 1 ? formatQuantity(counts.machines, 'machine') : null,
    formatQuantity(counts.processes, 'process', 'processes'),
    formatQuantity(counts.threads, 'thread'),
    formatQuantity(counts.tasks, 'task'),
    formatQuantity(counts.messages, 'message'),
    formatQuantity(counts.events, 'event'),
    level === 'light' ? 'light level' : null,
    lossWords(counts),
  ];
  return words.filter((word) => word !== null).join(' · ');
}

export function createStatusBar(help: () => void): StatusBar {
  const counts = element('span', { class: 'counts' });
  const recording = element('span', { class: 'recording', hidden: true });
  const cursor = element('span', { class: 'cursor' });
  const selected = element('span', { class: 'selected' });
  const bar = element(
    'footer',
    { class: 'status', 'aria-label': 'Status' },
    recording,
    counts,
    selected,
    cursor,
    button({ title: 'Keys (?)' }, help, '? keys'),
  );
  return {
    element: bar,
    showRecording(state) {
      recording.hidden = state === null;
      recording.textContent = state === null ? '' : recordingWords(state);
    },
    count(overview) {
      counts.textContent = countWords(overview);
      counts.title = counts.textContent;
    },
    show({ cursorNs, range, place }) {
      cursor.textContent = cursorNs === null ? '' : `cursor ${formatInstant(cursorNs)}`;
      const interval = range ?? place;
      selected.textContent = interval === null ? '' : `${range === null ? 'selection' : 'area'} ${formatDuration(spanOf(interval))}`;
    },
  };
}

function lossWords(counts: Overview['counts']): string | null {
  if (counts.lostAtMost > counts.lost) return `at most ${formatCount(counts.lostAtMost)} lost`;
  return counts.lost > 0 ? `${formatCount(counts.lost)} lost` : null;
}
