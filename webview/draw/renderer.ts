// One renderer interface, so that a second back end can stand behind it; this one draws on a 2D canvas.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { type ArrowChoice, drawArrows } from './drawArrows.ts';
import { drawCounterScales, drawCounters } from './drawCounters.ts';
import { drawFocus, type Focus } from './drawFocus.ts';
import { drawMarks } from './drawMarks.ts';
import { drawRows, type Ground } from './drawRows.ts';
import { drawSlices } from './drawSlices.ts';
import { drawSpans } from './drawSpans.ts';
import { drawStrips } from './drawStrips.ts';
import { drawWaits } from './drawWaits.ts';
import type { Scale } from './scale.ts';

interface Scene {
  readonly ground: Ground;
  /** Null until the first tile has come. */
  readonly tile: Tile | null;
  /** The messages of a bundle, one by one, while the pointer is on its pill. */
  readonly fan: Tile | null;
  readonly arrows: ArrowChoice;
}

export interface Renderer {
  /** Tells the size in CSS pixels and how many device pixels make one. */
  resize(width: number, height: number, devicePixelRatio: number): void;
  drawScene(scene: Scene, scale: Scale, theme: Theme): void;
  /** The layer above: it changes with every move of the pointer, the scene does not. */
  drawFocus(focus: Focus, scale: Scale, theme: Theme): void;
}

export function createCanvasRenderer(scene: HTMLCanvasElement, focus: HTMLCanvasElement): Renderer {
  const sceneContext = context2d(scene, { alpha: false });
  const focusContext = context2d(focus, {});
  return {
    resize(width, height, devicePixelRatio) {
      resizeCanvas(scene, sceneContext, width, height, devicePixelRatio);
      resizeCanvas(focus, focusContext, width, height, devicePixelRatio);
    },
    drawScene({ ground, tile, fan, arrows }, scale, theme) {
      drawRows(sceneContext, ground, scale, theme);
      if (tile === null) return;
      drawCounters(sceneContext, tile, scale, theme);
      drawCounterScales(sceneContext, ground.rows, scale, theme);
      drawWaits(sceneContext, tile, scale, theme);
      drawStrips(sceneContext, tile, scale, theme);
      drawSlices(sceneContext, tile, scale, theme);
      drawSpans(sceneContext, tile, scale, theme);
      drawArrows(sceneContext, tile, scale, theme, arrows);
      if (fan !== null) drawArrows(sceneContext, fan, scale, { ...theme, arrow: theme.accent }, arrows);
      drawMarks(sceneContext, tile, scale, theme);
    },
    drawFocus: (data, scale, theme) => drawFocus(focusContext, data, scale, theme),
  };
}

export function context2d(canvas: HTMLCanvasElement, settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', settings);
  if (context === null) throw new Error('this browser offers no 2D canvas');
  return context;
}

/** Gives the canvas a bitmap of device pixels and a context that counts in CSS pixels. */
export function resizeCanvas(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  devicePixelRatio: number,
): void {
  canvas.width = Math.max(1, Math.round(width * devicePixelRatio));
  canvas.height = Math.max(1, Math.round(height * devicePixelRatio));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
}
