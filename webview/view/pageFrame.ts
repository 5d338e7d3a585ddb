// The frame of a view: which part stands where, and the splitters between them.

import { formatDuration } from '../../src/layout/format.ts';
import type { Overview } from '../../src/protocol/timelineSource.ts';
import { element } from '../dom/element.ts';
import { createSplitter } from '../panels/splitter.ts';
import { emptyState } from '../panels/states.ts';

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
  /** The trace has more in it. */
  grow(overview: Overview): void;
}

/** Puts the parts together. */
export function createFrame(parts: FrameParts, overview: Overview): PageFrame {
  const view = element('div', { class: 'view' });
  const caption = element('div', { class: 'caption' }, 'tasks running', element('br'), `0 – ${formatDuration(overview.durationNs)}`);
  const lanes = element('div', { class: 'lanes-frame' }, parts.lanes, columnSplitter(view, caption));
  const empty = emptyState(overview);
  if (overview.counts.tasks === 0) lanes.append(empty);
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
    grow(now) {
      caption.lastChild!.textContent = `0 – ${formatDuration(now.durationNs)}`;
      if (now.counts.tasks > 0) empty.remove();
    },
  };
}

function columnSplitter(view: HTMLElement, caption: HTMLElement): HTMLElement {
  return createSplitter({
    label: 'Width of the label column',
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
    label: 'Height of the panel',
    axis: 'row',
    least: 60,
    most: () => view.clientHeight * 0.7,
    current: () => panel.offsetHeight,
    sign: -1,
    resize: (pixels) => view.style.setProperty('--panel-height', `${pixels}px`),
  });
}
