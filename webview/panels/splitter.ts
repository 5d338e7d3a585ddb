// Splitters: resize the label column or the panel by drag or by keys.

import { element } from '../dom/element.ts';

export interface SplitterSettings {
  readonly label: string;
  readonly axis: 'column' | 'row';
  readonly least: number;
  most(): number;
  current(): number;
  /** +1 when moving right or down enlarges. */
  readonly sign: 1 | -1;
  resize(pixels: number): void;
}

const keyStep = 16;

export function createSplitter(settings: SplitterSettings): HTMLElement {
  const bar = element('div', {
    class: `splitter-${settings.axis}`,
    role: 'separator',
    tabindex: 0,
    'aria-label': settings.label,
    'aria-orientation': settings.axis === 'column' ? 'vertical' : 'horizontal',
  });
  const set = (pixels: number): void => {
    const clamped = Math.round(Math.min(Math.max(pixels, settings.least), settings.most()));
    settings.resize(clamped);
    bar.setAttribute('aria-valuenow', String(clamped));
  };
  let start: { readonly at: number; readonly size: number } | null = null;
  const position = (event: PointerEvent): number => (settings.axis === 'column' ? event.clientX : event.clientY);
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId);
    start = { at: position(event), size: settings.current() };
    event.preventDefault();
  });
  bar.addEventListener('pointermove', (event) => {
    if (start !== null) set(start.size + (position(event) - start.at) * settings.sign);
  });
  const finish = (): void => {
    start = null;
  };
  bar.addEventListener('pointerup', finish);
  bar.addEventListener('pointercancel', finish);
  const [less, more] = settings.axis === 'column' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  bar.addEventListener('keydown', (event) => {
    if (event.key !== less && event.key !== more) return;
    set(settings.current() + keyStep * settings.sign * (event.key === more ? 1 : -1));
    event.preventDefault();
    event.stopPropagation();
  });
  return bar;
}
