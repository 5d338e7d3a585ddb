// The colours that drawing uses, read from the page's CSS variables: no draw function knows a colour of its own.

import { readableOn } from './contrast.ts';

interface HueColours {
  readonly fill: string;
  /** Text on the fill, dark or light, whichever reads better. */
  readonly text: string;
}

export interface Theme {
  readonly background: string;
  readonly band: string;
  readonly foreground: string;
  readonly dim: string;
  readonly gridLine: string;
  readonly rowLine: string;
  readonly accent: string;
  readonly alarm: string;
  readonly arrow: string;
  readonly rangeTint: string;
  readonly card: string;
  /** True in high contrast: outlines instead of fills. */
  readonly outlined: boolean;
  readonly hues: readonly HueColours[];
  readonly font: string;
}

const hueCount = 6;

/** Reads the theme in force at `root`. Asks for computed styles, so call it when the theme changes and not in every frame. */
export function readTheme(root: HTMLElement): Theme {
  // A colour may be written in any way CSS knows, system colours too: the browser resolves it on an element.
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--tc-${name})`;
    return getComputedStyle(probe).color;
  };
  const outlined = getComputedStyle(root).getPropertyValue('--tc-outlined').trim() === '1';
  const background = colour('background');
  const foreground = colour('foreground');
  const hues = Array.from({ length: hueCount }, (_, hue): HueColours => {
    const fill = colour(`hue-${hue}`);
    return { fill, text: outlined ? foreground : readableOn(fill) };
  });
  const theme: Theme = {
    background,
    foreground,
    band: colour('band'),
    dim: colour('dim'),
    gridLine: colour('grid'),
    rowLine: colour('line'),
    accent: colour('accent'),
    alarm: colour('alarm'),
    arrow: colour('arrow'),
    rangeTint: colour('range'),
    card: colour('card'),
    outlined,
    hues,
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return theme;
}
