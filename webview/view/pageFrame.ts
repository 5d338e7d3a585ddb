// The frame of a view: which part stands where, and the splitters between them.

import { formatDuration } from '../../src/layout/format.ts';
import { say } from '../../src/layout/say.ts';
import type { Overview } from '../../src/protocol/timelineSource.ts';
import { element } from '../dom/element.ts';
import { createSplitter } from '../panels/splitter.ts';
import { emptyState, waitingState } from '../panels/states.ts';

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
  /** The trace has more in it, or has come to its end; `live`: more may come. */
  grow(overview: Overview, live: boolean): void;
}

/** Puts the parts together. */
export function createFrame(parts: FrameParts, overview: Overview, live: boolean): PageFrame {
  const view = element('div', { class: 'view' });
  const caption = element('div', { class: 'caption' }, say('tasks running'), element('br'), `0 – ${formatDuration(overview.durationNs)}`);
  const lanes = element('div', { class: 'lanes-frame' }, parts.lanes, columnSplitter(view, caption));
  const emptyNow = (now: Overview, more: boolean): HTMLElement | null =>
    now.counts.tasks > 0 ? null : more ? waitingState() : emptyState(now);
  let empty = emptyNow(overview, live);
  if (empty !== null) lanes.append(empty);
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
  return {
    element: view,
    grow(now, more) {
      caption.lastChild!.textContent = `0 – ${formatDuration(now.durationNs)}`;
      empty?.remove();
      empty = emptyNow(now, more);
      if (empty !== null) lanes.append(empty);
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
