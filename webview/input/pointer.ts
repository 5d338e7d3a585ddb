// Hands on the timeline: click selects, drag marks an area, Shift+drag pans, wheel scrolls, Ctrl+wheel and pinch zoom.

export interface PointerActions {
  hover(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number): void;
  doubleClick(x: number, y: number): void;
  /** An area from `fromX` to `toX`; `done` when the button is released. */
  mark(fromX: number, toX: number, done: boolean): void;
  pan(byX: number, byY: number): void;
  /** Factor below 1 zooms in. */
  zoom(x: number, factor: number): void;
  scroll(byY: number): void;
}

/** Movement below this is a click with an unsteady hand. */
const clickSlack = 4;

type Gesture =
  | { readonly kind: 'press'; readonly x: number; readonly y: number; readonly pans: boolean }
  | { readonly kind: 'mark'; readonly x: number }
  | { readonly kind: 'pan'; x: number; y: number }
  | { readonly kind: 'pinch'; distance: number };

export function listenToPointer(surface: HTMLElement, actions: PointerActions): void {
  const down = new Map<number, { x: number; y: number }>();
  let gesture: Gesture | null = null;
  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const setGesture = (next: Gesture | null): void => {
    gesture = next;
    surface.classList.toggle('panning', next?.kind === 'pan');
  };

  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    surface.setPointerCapture(event.pointerId);
    surface.focus({ preventScroll: true });
    const point = at(event);
    down.set(event.pointerId, point);
    if (down.size === 2) setGesture({ kind: 'pinch', distance: spread(down) });
    // A finger has no Shift: it pans, and areas are for the mouse.
    else setGesture({ kind: 'press', ...point, pans: event.shiftKey || event.button === 1 || event.pointerType === 'touch' });
    if (event.button === 1) event.preventDefault();
  });
  surface.addEventListener('pointermove', (event) => {
    const point = at(event);
    if (down.has(event.pointerId)) down.set(event.pointerId, point);
    if (gesture === null) {
      actions.hover(point.x, point.y);
      return;
    }
    if (gesture.kind === 'press' && Math.hypot(point.x - gesture.x, point.y - gesture.y) >= clickSlack) {
      actions.leave();
      setGesture(gesture.pans ? { kind: 'pan', x: gesture.x, y: gesture.y } : { kind: 'mark', x: gesture.x });
    }
    if (gesture.kind === 'mark') actions.mark(gesture.x, point.x, false);
    else if (gesture.kind === 'pan') {
      actions.pan(gesture.x - point.x, gesture.y - point.y);
      gesture.x = point.x;
      gesture.y = point.y;
    } else if (gesture.kind === 'pinch' && down.size === 2) {
      const distance = spread(down);
      actions.zoom(middle(down), gesture.distance / Math.max(distance, 1));
      gesture.distance = distance;
    }
  });
  const finish = (event: PointerEvent): void => {
    const point = at(event);
    down.delete(event.pointerId);
    if (gesture?.kind === 'press' && event.type === 'pointerup') actions.click(point.x, point.y);
    if (gesture?.kind === 'mark') actions.mark(gesture.x, point.x, true);
    setGesture(null);
  };
  surface.addEventListener('pointerup', finish);
  surface.addEventListener('pointercancel', finish);
  surface.addEventListener('pointerleave', () => actions.leave());
  surface.addEventListener('dblclick', (event) => {
    const point = at(event);
    actions.doubleClick(point.x, point.y);
  });
  surface.addEventListener('wheel', (event) => onWheel(event, at(event).x, surface, actions), { passive: false });
}

const pixelsPerLine = 28;

function onWheel(event: WheelEvent, x: number, surface: HTMLElement, actions: PointerActions): void {
  event.preventDefault();
  const unit =
    event.deltaMode === WheelEvent.DOM_DELTA_LINE
      ? pixelsPerLine
      : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
        ? surface.clientHeight
        : 1;
  const byX = event.deltaX * unit;
  const byY = event.deltaY * unit;
  if (event.ctrlKey || event.metaKey) actions.zoom(x, Math.exp(Math.max(-120, Math.min(120, byY)) * 0.004));
  else if (event.shiftKey) actions.pan(byX === 0 ? byY : byX, 0);
  else {
    if (byX !== 0) actions.pan(byX, 0);
    if (byY !== 0) actions.scroll(byY);
  }
}

function spread(points: ReadonlyMap<number, { x: number; y: number }>): number {
  const [one, other] = [...points.values()];
  return Math.abs(one!.x - other!.x) + Math.abs(one!.y - other!.y);
}

function middle(points: ReadonlyMap<number, { x: number; y: number }>): number {
  const [one, other] = [...points.values()];
  return (one!.x + other!.x) / 2;
}
