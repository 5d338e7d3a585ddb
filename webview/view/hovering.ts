// Hovering: the crosshair follows at once, the card after a short rest, a bundle of messages fans out.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Selection, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { extentOf, type Pill } from '../draw/pills.ts';
import type { Pick } from '../input/pick.ts';
import type { HoverCard } from './hoverCard.ts';

export interface Hovering {
  /** The pointer rests on `pick`, or on nothing. */
  over(pick: Pick | null, x: number, y: number, tile: Tile | null): void;
  leave(): void;
  /** The fanned-out bundle; null when none is. */
  readonly fan: Tile | null;
}

const restMs = 70;
/** Arrows nearer to each other than this part of a bundle still stand as bundles in the fan. */
const fanColumns = 128;

function keyOf(selection: Selection): string {
  const { kind, index } = selection;
  return kind === 'counter' ? `${kind} ${index} ${selection.atNs}` : `${kind} ${index}`;
}

export function createHovering(source: TimelineSource, card: HoverCard, changed: () => void): Hovering {
  let current = '';
  let resting: ReturnType<typeof setTimeout> | undefined;
  let fan: Tile | null = null;

  const leave = (): void => {
    clearTimeout(resting);
    current = '';
    card.hide();
    if (fan === null) return;
    fan = null;
    changed();
  };
  const showCard = async (pick: Pick & { kind: 'thing' }, key: string, x: number, y: number): Promise<void> => {
    const detail = await source.detail(pick.selection);
    if (current === key) card.show(detail, x, y);
  };
  const showFan = async (pill: Pill, key: string, tile: Tile): Promise<void> => {
    const { fromNs, toNs, firstRow, endRow } = extentOf(pill, tile);
    const span = Math.max(toNs - fromNs, tile.request.nsPerPixel * 2);
    const fine = await source.tile({ fromNs: fromNs - span / 2, toNs: toNs + span / 2, firstRow, endRow, nsPerPixel: span / fanColumns });
    if (current !== key) return;
    fan = fine;
    changed();
  };

  return {
    over(pick, x, y, tile) {
      if (pick === null) {
        leave();
        return;
      }
      const key = pick.kind === 'pill' ? `pill ${pick.pill.arrows.join()}` : keyOf(pick.selection);
      if (key === current) return;
      leave();
      current = key;
      // A hover that fails shows no card; the click that follows says why.
      resting = setTimeout(() => {
        const showing =
          pick.kind === 'thing' ? showCard(pick, key, x, y) : tile === null ? Promise.resolve() : showFan(pick.pill, key, tile);
        showing.catch(leave);
      }, restMs);
    },
    leave,
    get fan() {
      return fan;
    },
  };
}
