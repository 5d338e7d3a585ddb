// Moving the window: zoom, pan, fit and scroll, each remembered so that it can be undone.

import type { Nanoseconds } from '../../src/model/units.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';
import { rowHeight } from '../draw/scale.ts';
import type { FrameScheduler } from './frameScheduler.ts';
import { createHistory } from './history.ts';
import { blendWindows, clampWindow, fitInterval, panBy, spanOf, type TimeWindow, wholeRun, zoomAround } from './timeWindow.ts';
import type { Store, ViewState } from './viewState.ts';

interface Step {
  readonly window: TimeWindow;
  readonly scrollTop: number;
  readonly selection: Selection | null;
}

export interface Navigation {
  /** The window may not leave these. */
  readonly bounds: TimeWindow;
  /** The run has become longer; the window stays where it is, or becomes the one given, which is no step to undo. */
  grow(durationNs: Nanoseconds, window: TimeWindow | null): void;
  /** What was selected at the places that can be gone back to. */
  selections(): readonly Selection[];
  /** Takes over what {@link selections} gave in the indexes of a trace that has grown; null for what is no more. */
  carry(selections: readonly (Selection | null)[]): void;
  zoom(factor: number, atNs?: Nanoseconds): void;
  /** By parts of the window's width: 0.1 is a tenth to the right. */
  pan(parts: number): void;
  panByTime(byNs: Nanoseconds): void;
  /** Shows a window at once, as a drag does. */
  show(window: TimeWindow): void;
  /** Shows a window by a short move that explains where it lies, unless motion is to be reduced. */
  goTo(window: TimeWindow): void;
  fit(interval: TimeWindow): void;
  fitAll(): void;
  scrollToRow(row: number): void;
  /** Remembers the present place before something else than these functions leaves it. */
  remember(): void;
  undo(): Selection | null | undefined;
  redo(): Selection | null | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const moveMs = 150;

export function createNavigation(
  store: Store<ViewState>,
  frames: FrameScheduler,
  durationNs: Nanoseconds,
  laneHeight: () => number,
  /** The person has moved the window. */
  moved: () => void,
): Navigation {
  const history = createHistory<Step>(600);
  let bounds = wholeRun(durationNs);
  let move: { readonly from: TimeWindow; readonly to: TimeWindow; readonly startMs: number } | null = null;

  const present = (): Step => {
    const { window, scrollTop, selection } = store.get();
    return { window: move?.to ?? window, scrollTop, selection };
  };
  const remember = (): void => history.record(present(), performance.now());
  const show = (window: TimeWindow): void => {
    remember();
    moved();
    move = null;
    store.update({ window: clampWindow(window, bounds) });
  };
  const advance = (nowMs: number): void => {
    if (move === null) return;
    const part = Math.min(1, Math.max(0, (nowMs - move.startMs) / moveMs));
    store.update({ window: part === 1 ? move.to : blendWindows(move.from, move.to, 1 - (1 - part) ** 3) });
    if (part === 1) move = null;
    else frames.request(advance);
  };
  const travel = (window: TimeWindow): void => {
    moved();
    const to = clampWindow(window, bounds);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      move = null;
      store.update({ window: to });
      return;
    }
    move = { from: store.get().window, to, startMs: performance.now() };
    frames.request(advance);
  };
  const goTo = (window: TimeWindow): void => {
    remember();
    travel(window);
  };
  const restore = (step: Step | null): Selection | null | undefined => {
    if (step === null) return undefined;
    travel(step.window);
    store.update({ scrollTop: step.scrollTop });
    return step.selection;
  };
  const target = (): TimeWindow => move?.to ?? store.get().window;

  return {
    get bounds() {
      return bounds;
    },
    grow(nowNs, window) {
      bounds = wholeRun(nowNs);
      if (window === null) return;
      move = null;
      store.update({ window: clampWindow(window, bounds) });
    },
    selections() {
      const held: Selection[] = [];
      history.map((step) => {
        if (step.selection !== null) held.push(step.selection);
        return step;
      });
      return held;
    },
    carry(selections) {
      let at = 0;
      history.map((step) => (step.selection === null ? step : { ...step, selection: selections[at++] ?? null }));
    },
    zoom(factor, atNs) {
      const window = target();
      show(zoomAround(window, atNs ?? (window.fromNs + window.toNs) / 2, factor, bounds));
    },
    pan: (parts) => show(panBy(target(), spanOf(target()) * parts, bounds)),
    panByTime: (byNs) => show(panBy(target(), byNs, bounds)),
    show,
    goTo,
    fit: (interval) => goTo(fitInterval(interval, bounds)),
    fitAll: () => goTo(bounds),
    scrollToRow(row) {
      const { scrollTop } = store.get();
      const top = row * rowHeight;
      const height = laneHeight();
      if (top >= scrollTop && top + rowHeight <= scrollTop + height) return;
      store.update({ scrollTop: Math.max(0, top - height / 2 + rowHeight) });
    },
    remember,
    undo: () => restore(history.undo(present())),
    redo: () => restore(history.redo(present())),
    get canUndo() {
      return history.canUndo;
    },
    get canRedo() {
      return history.canRedo;
    },
  };
}
