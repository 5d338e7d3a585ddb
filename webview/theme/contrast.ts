// Contrast by WCAG 2.2: which text reads better on a fill.

const darkText = '#101418';
const lightText = '#ffffff';

/** `#101418` or `#ffffff`, whichever has the higher contrast with `fill`, given as the browser computes it (`rgb(…)`). */
export function readableOn(fill: string): string {
  const luminance = luminanceOf(fill);
  const withLight = contrastRatio(luminance, 1);
  const withDark = contrastRatio(luminance, luminanceOf('rgb(16, 20, 24)'));
  return withDark >= withLight ? darkText : lightText;
}

export function contrastRatio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance, 0 for black to 1 for white. A notation other than `rgb()` counts as middle grey. */
export function luminanceOf(colour: string): number {
  const parts = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)/.exec(colour);
  if (parts === null) return 0.2;
  const [red, green, blue] = parts.slice(1, 4).map((part) => linear(Number(part) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
