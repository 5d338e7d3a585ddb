// Contrast by WCAG, against figures published with it.

import { describe, expect, it } from 'vitest';
import { contrastRatio, luminanceOf, readableOn } from '../../../../webview/theme/contrast.ts';

describe('contrast', () => {
  it('is 21 between black and white and 1 within a colour', () => {
    expect(contrastRatio(luminanceOf('rgb(0, 0, 0)'), luminanceOf('rgb(255, 255, 255)'))).toBeCloseTo(21, 5);
    expect(contrastRatio(luminanceOf('rgb(9, 99, 199)'), luminanceOf('rgb(9, 99, 199)'))).toBe(1);
  });

  it('is 4.54 for the grey #767676 on white, the lightest that passes', () => {
    expect(contrastRatio(luminanceOf('rgb(118, 118, 118)'), 1)).toBeCloseTo(4.54, 2);
  });

  it('puts dark text on yellow and light text on navy', () => {
    expect(readableOn('rgb(240, 228, 66)')).toBe('#101418');
    expect(readableOn('rgb(0, 0, 128)')).toBe('#ffffff');
  });
});
