// Looks: light, dark, high contrast and forced colours; text stays readable, and no meaning hangs on colour alone.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contrastRatio, luminanceOf, readableOn } from '../../webview/theme/contrast.ts';
import { type Bench, type Colour, findStretch, isNear, pixelAt, pixelRow, settle, startBench, themeColour } from './support/openPage.ts';

const css = (colour: Colour): string => `rgb(${colour.join(', ')})`;

describe('looks', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`follows the system into ${colorScheme}`, async () => {
      const { page } = await bench.openSynthetic('', { colorScheme });
      expect(await page.locator('html').getAttribute('data-look')).toBe(colorScheme);
      const ground = luminanceOf(css(await pixelAt(page, 20, 460)));
      if (colorScheme === 'light') expect(ground).toBeGreaterThan(0.8);
      else expect(ground).toBeLessThan(0.05);
    });

    it(`writes on every hue with enough contrast in ${colorScheme}, and sets every hue off from the ground`, async () => {
      const { page } = await bench.openSynthetic('', { colorScheme });
      const ground = luminanceOf(css(await themeColour(page, 'background')));
      for (let hue = 0; hue < 6; hue++) {
        const fill = css(await themeColour(page, `hue-${hue}`));
        const text = readableOn(fill) === '#ffffff' ? 1 : luminanceOf('rgb(16, 20, 24)');
        expect(contrastRatio(luminanceOf(fill), text)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(luminanceOf(fill), ground)).toBeGreaterThanOrEqual(3);
      }
      const dim = luminanceOf(css(await themeColour(page, 'dim')));
      expect(contrastRatio(dim, luminanceOf(css(await themeColour(page, 'surface'))))).toBeGreaterThanOrEqual(4.5);
    });
  }

  it('goes round the looks with T and says which', async () => {
    const { page } = await bench.openSynthetic();
    const seen: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('t');
      await settle(page);
      seen.push(`${await page.locator('.toast').textContent()}: ${await page.locator('html').getAttribute('data-look')}`);
    }
    expect(seen).toEqual(['Light: light', 'Dark: dark', 'High contrast: contrast-dark', 'Look of the system: dark']);
  });

  it('draws outlines instead of fills in high contrast', async () => {
    const { page } = await bench.openSynthetic();
    const fill = await themeColour(page, 'hue-0');
    const point = await findStretch(page, 2, fill, 10);
    for (let i = 0; i < 3; i++) await page.keyboard.press('t');
    await settle(page);
    expect(await pixelAt(page, point.x, point.y + 4)).toEqual([0, 0, 0]);
  });

  it('takes the system colours when colours are forced', async () => {
    const { page } = await bench.openSynthetic('', { forcedColors: 'active' });
    expect(await page.locator('html').getAttribute('data-look')).toBe('forced');
  });

  it('tells running, ready and waiting apart by shape', async () => {
    const { page } = await bench.openSynthetic();
    for (let i = 0; i < 6; i++) await page.keyboard.press('w');
    await settle(page);
    const hue = await themeColour(page, 'hue-0');
    const inked = async (y: number): Promise<boolean[]> =>
      (await pixelRow(page, 0, 2 * 28 + y, 0, 1100)).map((colour) => isNear(colour, hue, 40));
    const [edge, above, middle] = await Promise.all([inked(6), inked(10), inked(14)]);
    // Beside the slices: on them, a name alternates too.
    const beside = above.map((ink, x) => ink && !edge[x]);
    const changes = beside.slice(1).filter((ink, i) => ink !== beside[i]).length;
    // Running reaches the slice's edge; ready, lower, alternates; waiting is a hair line in the middle alone.
    expect(edge.filter(Boolean).length).toBeGreaterThan(50);
    expect(changes).toBeGreaterThan(12);
    expect(middle.filter((ink, x) => ink && !above[x] && !edge[x]).length).toBeGreaterThan(20);
  });

  it('marks what is wrong with a flag as well as with red', async () => {
    const { page } = await bench.openSynthetic();
    const alarm = await themeColour(page, 'alarm');
    const flag = await pixelRow(page, 0, 10 * 28 + 1, 0, 1100);
    const reds = flag.filter((colour) => isNear(colour, alarm, 30)).length;
    expect(reds).toBeGreaterThanOrEqual(2);
  });
});
