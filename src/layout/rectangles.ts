// The rectangles of a tile while they are gathered; handed out by hue, then row, so that drawing changes colour seldom.

import type { Nanoseconds } from '../model/units.ts';
import { FloatColumn, IntegerColumn, orderByKey } from './columns.ts';
import type { Tile } from './geometry.ts';
import { hueCount } from './hue.ts';
import { offsetIn, type TileWindow } from './tileWindow.ts';

class Rectangles {
  protected readonly from: FloatColumn = new FloatColumn();
  protected readonly to: FloatColumn = new FloatColumn();
  protected readonly row: IntegerColumn = new IntegerColumn();
  protected readonly hue: IntegerColumn = new IntegerColumn();
  readonly #window: TileWindow;

  constructor(window: TileWindow) {
    this.#window = window;
  }

  protected place(row: number, hue: number, from: Nanoseconds, to: Nanoseconds): void {
    this.from.push(offsetIn(this.#window, from));
    this.to.push(offsetIn(this.#window, to));
    this.row.push(row);
    this.hue.push(hue);
  }

  protected order(): Uint32Array {
    return orderByKey(this.hue, hueCount);
  }

  /** What all rectangles have, in `order`. */
  protected takePlaces(order: Uint32Array): Pick<Tile['waits'], 'from' | 'to' | 'row' | 'hue'> {
    return {
      from: this.from.take(order),
      to: this.to.take(order),
      row: this.row.take(order),
      hue: this.hue.takeBytes(order),
    };
  }
}

export class SliceColumns extends Rectangles {
  readonly #slice = new IntegerColumn();
  readonly #name = new IntegerColumn();
  readonly #flags = new IntegerColumn();

  add(row: number, hue: number, from: Nanoseconds, to: Nanoseconds, slice: number, name: number, flags: number): void {
    this.place(row, hue, from, to);
    this.#slice.push(slice);
    this.#name.push(name);
    this.#flags.push(flags);
  }

  take(): Tile['slices'] {
    const order = this.order();
    return {
      ...this.takePlaces(order),
      slice: this.#slice.take(order),
      name: this.#name.take(order),
      flags: this.#flags.takeBytes(order),
    };
  }
}

export class StripColumns extends Rectangles {
  readonly #busy = new IntegerColumn();
  readonly #slice = new IntegerColumn();
  readonly #count = new IntegerColumn();

  /** @param part - of the strip's time, 0–1, in which something ran */
  add(row: number, hue: number, from: Nanoseconds, to: Nanoseconds, part: number, slice: number, count: number): void {
    this.place(row, hue, from, to);
    this.#busy.push(Math.max(1, Math.min(255, Math.round(part * 255))));
    this.#slice.push(slice);
    this.#count.push(count);
  }

  take(): Tile['strips'] {
    const order = this.order();
    return {
      ...this.takePlaces(order),
      busy: this.#busy.takeBytes(order),
      slice: this.#slice.take(order),
      count: this.#count.take(order),
    };
  }
}

export class WaitColumns extends Rectangles {
  readonly #ready = new IntegerColumn();
  readonly #wait = new IntegerColumn();

  add(row: number, hue: number, from: Nanoseconds, to: Nanoseconds, ready: boolean, wait: number): void {
    this.place(row, hue, from, to);
    this.#ready.push(ready ? 1 : 0);
    this.#wait.push(wait);
  }

  take(): Tile['waits'] {
    const order = this.order();
    return {
      ...this.takePlaces(order),
      ready: this.#ready.takeBytes(order),
      wait: this.#wait.take(order),
    };
  }
}
