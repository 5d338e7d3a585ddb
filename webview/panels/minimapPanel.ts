// The minimap as a control: the window is a box to drag, to resize at its edges and to move by keys; a drag beside it draws a new one.

import { formatDuration } from '../../src/layout/format.ts';
import { say } from '../../src/layout/say.ts';
import type { Minimap } from '../../src/protocol/timelineSource.ts';
import { element } from '../dom/element.ts';
import { drawMinimap, type MinimapScale, minimapX } from '../draw/drawMinimap.ts';
import { context2d, resizeCanvas } from '../draw/renderer.ts';
import { panBy, spanOf, type TimeWindow, wholeRun } from '../state/timeWindow.ts';
import type { Theme } from '../theme/theme.ts';

export interface MinimapPanel {
  readonly element: HTMLElement;
  /** Redraws the picture: after a resize or a change of theme. */
  paint(map: Minimap, theme: Theme): void;
  /** The run has become known, or longer. */
  grow(bounds: TimeWindow, durationNs: number): void;
  /** Moves the box. */
  show(window: TimeWindow): void;
}

type Drag =
  | { readonly kind: 'move' | 'from' | 'to'; readonly startNs: number; readonly window: TimeWindow }
  | { readonly kind: 'new'; readonly startNs: number };

export function createMinimapPanel(moveTo: (window: TimeWindow) => void): MinimapPanel {
  let durationNs = 0;
  let bounds = wholeRun(durationNs);
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const box = element(
    'div',
    {
      class: 'window',
      role: 'slider',
      tabindex: 0,
      'aria-label': say('Window of time in sight'),
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    },
    element('span', { class: 'edge from' }),
    element('span', { class: 'edge to' }),
  );
  const panel = element('div', { class: 'minimap' }, canvas, box);
  const context = context2d(canvas, { alpha: false });
  let shown = bounds;
  let drag: Drag | null = null;

  const scale = (): MinimapScale => ({ bounds, durationNs, width: panel.clientWidth, height: panel.clientHeight });
  const timeOf = (event: PointerEvent): number => {
    const { left, width } = panel.getBoundingClientRect();
    return bounds.fromNs + ((event.clientX - left) / Math.max(width, 1)) * spanOf(bounds);
  };
  const show = (window: TimeWindow): void => {
    shown = window;
    const from = minimapX(scale(), window.fromNs);
    box.style.transform = `translateX(${from}px)`;
    box.style.width = `${minimapX(scale(), window.toNs) - from}px`;
    box.setAttribute('aria-valuenow', String(Math.round((((window.fromNs + window.toNs) / 2 - bounds.fromNs) / spanOf(bounds)) * 100)));
    box.setAttribute(
      'aria-valuetext',
      say('{0} to {1}', formatDuration(Math.max(0, window.fromNs)), formatDuration(Math.min(durationNs, window.toNs))),
    );
  };

  panel.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    panel.setPointerCapture(event.pointerId);
    const startNs = timeOf(event);
    const target = event.target as HTMLElement;
    const kind = target.classList.contains('from') ? 'from' : target.classList.contains('to') ? 'to' : 'move';
    drag = box.contains(target) ? { kind, startNs, window: shown } : { kind: 'new', startNs };
    event.preventDefault();
    box.focus();
  });
  panel.addEventListener('pointermove', (event) => {
    if (drag !== null) moveTo(dragged(drag, timeOf(event), spanOf(bounds) / 500, bounds));
  });
  panel.addEventListener('pointerup', (event) => {
    if (drag?.kind === 'new' && Math.abs(timeOf(event) - drag.startNs) < spanOf(bounds) / 200)
      moveTo(panBy(shown, drag.startNs - (shown.fromNs + shown.toNs) / 2, bounds));
    drag = null;
  });
  panel.addEventListener('pointercancel', () => {
    drag = null;
  });
  box.addEventListener('keydown', (event) => {
    const step = spanOf(shown) * (event.shiftKey ? 1 : 0.1);
    if (event.key === 'ArrowLeft') moveTo(panBy(shown, -step, bounds));
    else if (event.key === 'ArrowRight') moveTo(panBy(shown, step, bounds));
    else if (event.key === 'Home') moveTo(panBy(shown, -spanOf(bounds), bounds));
    else if (event.key === 'End') moveTo(panBy(shown, spanOf(bounds), bounds));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element: panel,
    paint(map, theme) {
      resizeCanvas(canvas, context, panel.clientWidth, panel.clientHeight, devicePixelRatio);
      drawMinimap(context, map, scale(), theme);
    },
    grow(now, nowNs) {
      bounds = now;
      durationNs = nowNs;
    },
    show,
  };
}

function dragged(drag: Drag, nowNs: number, leastNs: number, bounds: TimeWindow): TimeWindow {
  const by = nowNs - drag.startNs;
  switch (drag.kind) {
    case 'move':
      return panBy(drag.window, by, bounds);
    case 'from':
      return { fromNs: Math.min(drag.window.fromNs + by, drag.window.toNs - leastNs), toNs: drag.window.toNs };
    case 'to':
      return { fromNs: drag.window.fromNs, toNs: Math.max(drag.window.toNs + by, drag.window.fromNs + leastNs) };
    case 'new':
      return { fromNs: Math.min(drag.startNs, nowNs), toNs: Math.max(drag.startNs, nowNs, Math.min(drag.startNs, nowNs) + leastNs) };
  }
}
