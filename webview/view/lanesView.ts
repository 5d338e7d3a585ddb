// The lanes: label column, canvases, scrolling; paints what the state says and tells what the hands do.

import { formatInstant } from '../../src/layout/format.ts';
import type { Tile } from '../../src/layout/geometry.ts';
import { say } from '../../src/layout/say.ts';
import { timeAxis } from '../../src/layout/timeAxis.ts';
import { element } from '../dom/element.ts';
import { drawAxis } from '../draw/drawAxis.ts';
import { context2d, createCanvasRenderer, resizeCanvas } from '../draw/renderer.ts';
import { rowHeight, rowsInSight, type Scale } from '../draw/scale.ts';
import { createLabels, type LabelActions } from '../panels/labels.ts';
import type { Sight } from '../state/tileStore.ts';
import { spanOf } from '../state/timeWindow.ts';
import type { Store, ViewState } from '../state/viewState.ts';
import type { Theme } from '../theme/theme.ts';

export interface LanesView {
  readonly axis: HTMLElement;
  /** The scrolling part; the timeline is in it. */
  readonly element: HTMLElement;
  /** Has the focus when the person walks the timeline. */
  readonly timeline: HTMLElement;
  scale(): Scale;
  sight(): Sight;
  /** Takes over the size of the page. */
  measure(): void;
  paintScene(tile: Tile | null, fan: Tile | null, theme: Theme): void;
  paintFocus(theme: Theme): void;
  scrollBy(pixels: number): void;
  /** Makes the scroll bar agree with the state. */
  syncScroll(): void;
}

/** A label takes about this much; nearer ticks would run into each other. */
const tickWidth = 110;

export function createLanesView(store: Store<ViewState>, labelActions: LabelActions): LanesView {
  const scene = element('canvas', { 'aria-hidden': 'true' });
  const focus = element('canvas', { 'aria-hidden': 'true' });
  const axisCanvas = element('canvas', { 'aria-hidden': 'true' });
  const timeline = element(
    'div',
    {
      class: 'timeline',
      tabindex: 0,
      role: 'application',
      'aria-label': say('Timeline: arrow keys walk it, question mark lists all keys'),
      'aria-describedby': 'selection-text',
    },
    scene,
    focus,
  );
  const labels = createLabels(labelActions);
  const spacer = element('div', { class: 'spacer' });
  const pane = element('div', { class: 'pane' }, labels.element, timeline);
  const scroller = element('div', { class: 'lanes' }, spacer, pane);
  const axis = element('div', { class: 'axis', 'aria-hidden': 'true' }, axisCanvas);
  const renderer = createCanvasRenderer(scene, focus);
  const axisContext = context2d(axisCanvas, { alpha: false });
  let width = 1;
  let height = 1;

  scroller.addEventListener('scroll', () => {
    if (scroller.scrollTop !== Math.round(store.get().scrollTop)) store.update({ scrollTop: scroller.scrollTop });
  });
  const scale = (): Scale => {
    const { window, scrollTop } = store.get();
    return { fromNs: window.fromNs, nsPerPixel: spanOf(window) / width, width, height, scrollTop };
  };
  const paintAxis = (theme: Theme): void => {
    const { window, cursorNs } = store.get();
    const { ticks } = timeAxis(Math.max(window.fromNs, 0), window.toNs, Math.max(1, Math.floor(width / tickWidth)));
    const cursor = cursorNs === null ? null : { timeNs: cursorNs, label: formatInstant(cursorNs) };
    drawAxis(
      axisContext,
      { ticks: ticks.map(({ at, label }) => ({ timeNs: at, label })), cursor },
      { ...scale(), height: axis.clientHeight },
      theme,
    );
  };

  return {
    axis,
    element: scroller,
    timeline,
    scale,
    sight() {
      const { window, rows, generation } = store.get();
      const { first, end } = rowsInSight(scale());
      return {
        window,
        nsPerPixel: spanOf(window) / width,
        firstRow: first,
        endRow: Math.min(end, rows.length),
        rowCount: rows.length,
        generation,
      };
    },
    measure() {
      width = Math.max(1, timeline.clientWidth);
      height = Math.max(1, timeline.clientHeight);
      renderer.resize(width, height, devicePixelRatio);
      resizeCanvas(axisCanvas, axisContext, axis.clientWidth, axis.clientHeight, devicePixelRatio);
    },
    paintScene(tile, fan, theme) {
      const { rows, detail, place, selection, window } = store.get();
      const now = scale();
      const { first, end } = rowsInSight(now);
      const { ticks } = timeAxis(Math.max(window.fromNs, 0), window.toNs, Math.max(1, Math.floor(width / tickWidth)));
      renderer.drawScene(
        { ground: { rows, grid: ticks.map(({ at }) => at) }, tile, fan, arrows: { accented: new Set(detail?.messages) } },
        now,
        theme,
      );
      const selectedLane =
        selection?.kind === 'lane' ? selection.index : place !== null && place.row >= 0 ? (rows[place.row]?.lane ?? -1) : -1;
      labels.show({ rows, first, end, scrollTop: now.scrollTop, selectedLane, selectedRow: place?.row ?? -1 }, theme);
      paintAxis(theme);
    },
    paintFocus(theme) {
      const { place, range, cursorNs, selection } = store.get();
      const selected = place === null || selection?.kind === 'lane' ? null : { interval: place, row: place.row };
      renderer.drawFocus({ selected, range, cursorNs }, scale(), theme);
      paintAxis(theme);
    },
    scrollBy(pixels) {
      const { rows, scrollTop } = store.get();
      const most = Math.max(0, rows.length * rowHeight - height);
      store.update({ scrollTop: Math.min(most, Math.max(0, scrollTop + pixels)) });
    },
    syncScroll() {
      const { rows, scrollTop } = store.get();
      spacer.style.height = `${rows.length * rowHeight}px`;
      const most = Math.max(0, rows.length * rowHeight - height);
      if (scrollTop > most) store.update({ scrollTop: most });
      const wanted = Math.round(Math.min(scrollTop, most));
      if (scroller.scrollTop !== wanted) scroller.scrollTop = wanted;
    },
  };
}
