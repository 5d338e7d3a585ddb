// Diagonal hatching in a hue, as a repeating pattern made once for each theme.

import type { Theme } from '../theme/theme.ts';

const made = new WeakMap<Theme, Map<number, CanvasPattern>>();
const step = 5;
const sharpness = 2;

export function hatchOf(ctx: CanvasRenderingContext2D, theme: Theme, hue: number): CanvasPattern | string {
  let patterns = made.get(theme);
  if (patterns === undefined) {
    patterns = new Map();
    made.set(theme, patterns);
  }
  const known = patterns.get(hue);
  if (known !== undefined) return known;
  const pattern = makePattern(ctx, theme.hues[hue].fill);
  if (pattern === null) return theme.hues[hue].fill;
  patterns.set(hue, pattern);
  return pattern;
}

function makePattern(ctx: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const stamp = document.createElement('canvas');
  stamp.width = step * sharpness;
  stamp.height = step * sharpness;
  const pen = stamp.getContext('2d');
  if (pen === null) return null;
  pen.scale(sharpness, sharpness);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  // Three strokes, so that the corners meet where the stamp repeats.
  for (const shift of [-step, 0, step]) {
    pen.moveTo(shift - 1, step + 1);
    pen.lineTo(shift + step + 1, -1);
  }
  pen.stroke();
  const pattern = ctx.createPattern(stamp, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / sharpness));
  return pattern;
}
