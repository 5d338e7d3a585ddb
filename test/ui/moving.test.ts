// Moving in time and among lanes: by keys, wheel, drag and minimap; and back again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench, windowText, windowWidth } from './support/openPage.ts';

describe('moving the window', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  it('zooms in with W and out with S', async () => {
    const { page } = await bench.openSynthetic();
    const whole = await windowWidth(page);
    await page.keyboard.press('w');
    await settle(page);
    expect(await windowWidth(page)).toBeCloseTo(whole / 1.5, -1);
    await page.keyboard.press('s');
    await settle(page);
    expect(await windowWidth(page)).toBeCloseTo(whole, -1);
  });

  it('pans with A and D', async () => {
    const { page } = await bench.openSynthetic();
    for (const key of ['w', 'w', 'd']) await page.keyboard.press(key);
    await settle(page);
    const right = await page.locator('.minimap .window').boundingBox();
    await page.keyboard.press('a');
    await settle(page);
    const left = await page.locator('.minimap .window').boundingBox();
    expect(left!.x).toBeLessThan(right!.x);
    expect(left!.width).toBeCloseTo(right!.width, 0);
  });

  it('zooms with Ctrl and the wheel around the time under the pointer', async () => {
    const { page } = await bench.openSynthetic();
    const lanes = (await page.locator('.timeline').boundingBox())!;
    await page.mouse.move(lanes.x + lanes.width / 4, lanes.y + 60);
    await settle(page);
    const cursorMs = async () => Number((await page.locator('.status .cursor').textContent())?.replace(/[^\d.]/g, '')) * 1000;
    const before = await cursorMs();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -240);
    await page.keyboard.up('Control');
    await page.mouse.move(lanes.x + lanes.width / 4, lanes.y + 61);
    await settle(page);
    // A pixel is 0.18 ms; the zoom moved the window's edge by tens of milliseconds.
    expect(Math.abs((await cursorMs()) - before)).toBeLessThan(0.2);
    expect(await windowWidth(page)).toBeLessThan(lanes.width * 0.8);
  });

  it('scrolls the lanes with the wheel', async () => {
    const { page } = await bench.openSynthetic('', { viewport: { width: 1000, height: 480 } });
    const lanes = (await page.locator('.timeline').boundingBox())!;
    await page.mouse.move(lanes.x + 100, lanes.y + 40);
    await page.mouse.wheel(0, 56);
    await settle(page);
    const first = await page.locator('[role=treeitem] .name').first().textContent();
    expect(first).toBe('fetchPage');
    expect(await page.locator('.lanes').evaluate((scroller) => scroller.scrollTop)).toBe(56);
  });

  it('pans with Shift and a drag', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('w');
    await page.keyboard.press('w');
    await settle(page);
    const before = (await page.locator('.minimap .window').boundingBox())!;
    const lanes = (await page.locator('.timeline').boundingBox())!;
    await page.keyboard.down('Shift');
    await page.mouse.move(lanes.x + 600, lanes.y + 400);
    await page.mouse.down();
    await page.mouse.move(lanes.x + 400, lanes.y + 400, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await settle(page);
    const after = (await page.locator('.minimap .window').boundingBox())!;
    expect(after.x - before.x).toBeCloseTo(200 / 2.25, -1);
  });

  it('marks an area with a drag and zooms to it with F', async () => {
    const { page } = await bench.openSynthetic();
    const lanes = (await page.locator('.timeline').boundingBox())!;
    await page.mouse.move(lanes.x + 300, lanes.y + 400);
    await page.mouse.down();
    await page.mouse.move(lanes.x + 500, lanes.y + 410, { steps: 4 });
    await page.mouse.up();
    await settle(page);
    expect(await page.locator('.status .selected').textContent()).toMatch(/^area 35\.\d ms$/);
    await page.keyboard.press('f');
    await settle(page);
    expect(await windowWidth(page)).toBeCloseTo(200 * 1.2, -1);
  });

  it('undoes and redoes a move with Ctrl+Z and Ctrl+Shift+Z', async () => {
    const { page } = await bench.openSynthetic();
    const start = await windowText(page);
    await page.keyboard.press('w');
    await settle(page);
    const zoomed = await windowText(page);
    expect(zoomed).not.toBe(start);
    await page.keyboard.press('Control+z');
    await settle(page);
    expect(await windowText(page)).toBe(start);
    expect(await page.locator('[data-command=undo]').isDisabled()).toBe(true);
    await page.keyboard.press('Control+Shift+z');
    await settle(page);
    expect(await windowText(page)).toBe(zoomed);
  });

  it('moves the window by dragging the box of the minimap', async () => {
    const { page } = await bench.openSynthetic();
    for (let i = 0; i < 4; i++) await page.keyboard.press('w');
    await settle(page);
    const box = (await page.locator('.minimap .window').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 150, box.y + 20, { steps: 3 });
    await page.mouse.up();
    await settle(page);
    const moved = (await page.locator('.minimap .window').boundingBox())!;
    expect(moved.x - box.x).toBeCloseTo(150, -1);
    expect(moved.width).toBeCloseTo(box.width, 0);
  });

  it('resizes the window by the edge of the box and moves it by arrow keys', async () => {
    const { page } = await bench.openSynthetic();
    for (let i = 0; i < 4; i++) await page.keyboard.press('w');
    await settle(page);
    const box = (await page.locator('.minimap .window').boundingBox())!;
    await page.mouse.move(box.x + box.width + 1, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 101, box.y + 20, { steps: 3 });
    await page.mouse.up();
    await settle(page);
    const wider = (await page.locator('.minimap .window').boundingBox())!;
    expect(wider.width - box.width).toBeCloseTo(100, -1);
    await page.locator('.minimap .window').press('ArrowRight');
    await settle(page);
    expect((await page.locator('.minimap .window').boundingBox())!.x).toBeGreaterThan(wider.x);
  });

  it('shows the whole run again with 0', async () => {
    const { page } = await bench.openSynthetic();
    const whole = await windowText(page);
    for (const key of ['w', 'w', 'd', '0']) await page.keyboard.press(key);
    await settle(page);
    expect(await windowText(page)).toBe(whole);
  });

  it('comes to rest where it was sent when motion is welcome', async () => {
    const { page } = await bench.openSynthetic('', { reducedMotion: 'no-preference' });
    const whole = await windowText(page);
    for (const key of ['w', 'w', 'w', '0']) await page.keyboard.press(key);
    await expect.poll(() => windowText(page)).toBe(whole);
  });

  it('zooms with two fingers and pans with one', async () => {
    const { page } = await bench.openSynthetic('', { hasTouch: true });
    const lanes = (await page.locator('.timeline').boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x: lanes.x + x, y: lanes.y + 400, id })) });
    const whole = await windowWidth(page);
    await send('touchStart', 500);
    await send('touchStart', 500, 600);
    for (const apart of [140, 180, 200]) await send('touchMove', 550 - apart / 2, 550 + apart / 2);
    await send('touchEnd');
    await settle(page);
    const zoomed = (await page.locator('.minimap .window').boundingBox())!;
    expect(zoomed.width).toBeCloseTo(whole / 2, -1.5);
    await send('touchStart', 500);
    for (const x of [460, 420, 400]) await send('touchMove', x);
    await send('touchEnd');
    await settle(page);
    expect((await page.locator('.minimap .window').boundingBox())!.x - zoomed.x).toBeCloseTo(50, -1.5);
  });
});
