// The frame of a view: which part stands where, and the splitters between them.

import { formatDuration } from '../../src/layout/format.ts';
import { say } from '../../src/layout/say.ts';
import type { Overview } from '../../src/protocol/timelineSource.ts';
import { element } from '../dom/element.ts';
import { createSplitter } from '../panels/splitter.ts';
import { emptyState, progressState, waitingState } from '../panels/states.ts';

interface FrameParts {
  readonly toolbar: HTMLElement;
  readonly banner: HTMLElement;
  readonly minimap: HTMLElement;
  readonly axis: HTMLElement;
  readonly lanes: HTMLElement;
  readonly panel: HTMLElement;
  readonly status: HTMLElement;
  /** Dialogs, live regions and what else has no place in the order from top to bottom. */
  readonly floating: readonly HTMLElement[];
}

export interface PageFrame {
  readonly element: HTMLElement;
  /** What the trace holds is known, has become more or has come to its end; `live`: more may come. */
  show(overview: Overview, live: boolean): void;
}

/** Puts the parts together. Until it shows a trace nobody can use it, and it says that one is being opened. */
export function createFrame(parts: FrameParts): PageFrame {
  const view = element('div', { class: 'view', 'aria-busy': 'true' });
  const duration = element('span');
  const caption = element('div', { class: 'caption' }, say('tasks running'), element('br'), duration);
  const lanes = element('div', { class: 'lanes-frame' }, parts.lanes, columnSplitter(view, caption));
  const emptyNow = (now: Overview, more: boolean): HTMLElement | null =>
    now.counts.tasks > 0 ? null : more ? waitingState() : emptyState(now);
  const progress = progressState();
  progress.show(say('Reading lanes and events'), null);
  let instead: HTMLElement | null = progress.element;
  view.append(
    parts.toolbar,
    parts.banner,
    element('div', { class: 'overview' }, caption, parts.minimap),
    element('div', { class: 'axis-row' }, element('div', { class: 'corner' }), parts.axis),
    lanes,
    rowSplitter(view, parts.panel),
    parts.panel,
    parts.status,
    ...parts.floating,
  );
  // All but what says so to those who listen.
  const unusable = [...view.children].flatMap((part) => (part === lanes ? [...lanes.children] : part)) as HTMLElement[];
  for (const part of unusable) part.inert = true;
  lanes.append(instead);
  return {
    element: view,
    show(now, more) {
      for (const part of unusable) part.inert = false;
      view.removeAttribute('aria-busy');
      duration.textContent = `0 – ${formatDuration(now.durationNs)}`;
      instead?.remove();
      instead = emptyNow(now, more);
      if (instead !== null) lanes.append(instead);
    },
  };
}

function columnSplitter(view: HTMLElement, caption: HTMLElement): HTMLElement {
  return createSplitter({
    label: say('Width of the label column'),
    axis: 'column',
    least: 60,
    most: () => view.clientWidth * 0.6,
    current: () => caption.offsetWidth,
    sign: 1,
    resize: (pixels) => view.style.setProperty('--label-width', `${pixels}px`),
  });
}

function rowSplitter(view: HTMLElement, panel: HTMLElement): HTMLElement {
  return createSplitter({
    label: say('Height of the panel'),
    axis: 'row',
    least: 60,
    most: () => view.clientHeight * 0.7,
    current: () => panel.offsetHeight,
    sign: -1,
    resize: (pixels) => view.style.setProperty('--panel-height', `${pixels}px`),
  });
}
