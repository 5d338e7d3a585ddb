// The status bar: what the trace holds, what is selected, the time under the pointer.

import { formatCount, formatDuration, formatInstant } from '../../src/layout/format.ts';
import { say, sayQuantity } from '../../src/layout/say.ts';
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
  const state =
    live || !paused
      ? say('recording {0} · {1}', formatDuration(change.durationNs), sayQuantity(change.events, 'event', 'events'))
      : say('the program has ended');
  return paused ? say('paused · {0}', state) : state;
}

function countWords({ counts, level }: Overview): string {
  const parts = [
    counts.machines > 1 ? sayQuantity(counts.machines, 'machine', 'machines') : null,
    sayQuantity(counts.processes, 'process', 'processes'),
    sayQuantity(counts.threads, 'thread', 'threads'),
    sayQuantity(counts.tasks, 'task', 'tasks'),
    sayQuantity(counts.messages, 'message', 'messages'),
    sayQuantity(counts.events, 'event', 'events'),
    level === 'light' ? say('light level') : null,
    lossWords(counts),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

export function createStatusBar(help: () => void): StatusBar {
  const counts = element('span', { class: 'counts' });
  const recording = element('span', { class: 'recording', hidden: true });
  const cursor = element('span', { class: 'cursor' });
  const selected = element('span', { class: 'selected' });
  const bar = element(
    'footer',
    { class: 'status', 'aria-label': say('Status') },
    recording,
    counts,
    selected,
    cursor,
    button({ title: say('Keys (?)') }, help, say('? keys')),
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
      cursor.textContent = cursorNs === null ? '' : say('cursor {0}', formatInstant(cursorNs));
      const interval = range ?? place;
      selected.textContent =
        interval === null
          ? ''
          : range === null
            ? say('selection {0}', formatDuration(spanOf(interval)))
            : say('area {0}', formatDuration(spanOf(interval)));
    },
  };
}

function lossWords(counts: Overview['counts']): string | null {
  if (counts.lostAtMost > counts.lost) return say('at most {0} lost', formatCount(counts.lostAtMost));
  return counts.lost > 0 ? say('{0} lost', formatCount(counts.lost)) : null;
}
