// Does what a command says, whether it came from a key, a button or a menu.

import { say, words } from '../../src/layout/say.ts';
import { assertUnreachable } from '../../src/model/assertUnreachable.ts';
import type { Detail, SourcePlace, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { rowsInSight } from '../draw/scale.ts';
import type { CommandId } from '../input/commands.ts';
import { nearestInRow } from '../input/pick.ts';
import type { Announcer } from '../panels/announcer.ts';
import type { Tabs } from '../panels/tabs.ts';
import type { FoldControl } from '../state/folding.ts';
import type { Navigation } from '../state/navigation.ts';
import type { SelectControl } from '../state/selecting.ts';
import type { TileStore } from '../state/tileStore.ts';
import type { Store, ViewState } from '../state/viewState.ts';
import { type Appearance, looks } from '../theme/appearance.ts';
import type { ViewHost } from './host.ts';
import type { LanesView } from './lanesView.ts';

export interface CommandParts {
  readonly store: Store<ViewState>;
  readonly navigation: Navigation;
  readonly folds: FoldControl;
  readonly selecting: SelectControl;
  readonly lanes: LanesView;
  readonly tiles: TileStore;
  readonly source: TimelineSource;
  readonly host: ViewHost;
  readonly tabs: Tabs;
  readonly appearance: Appearance;
  readonly announcer: Announcer;
  readonly copy: (text: string) => void;
  readonly reveal: (place: SourcePlace) => void;
  readonly failed: (error: unknown) => void;
  readonly toggleFollow: () => void;
  readonly togglePause: () => void;
  readonly openHelp: () => void;
  readonly openLegend: () => void;
  readonly openSearch: () => void;
}

const zoomStep = 1.5;
const lookNames = {
  auto: words('Look of the system'),
  light: words('Light'),
  dark: words('Dark'),
  contrast: words('High contrast'),
} as const;

export function createRunCommand(parts: CommandParts): (id: CommandId) => void {
  const { store, navigation, folds, selecting, tabs, appearance, announcer, failed } = parts;
  return (id) => {
    switch (id) {
      case 'zoomIn':
        return navigation.zoom(1 / zoomStep, zoomCentre(store.get()));
      case 'zoomOut':
        return navigation.zoom(zoomStep, zoomCentre(store.get()));
      case 'panLeft':
        return navigation.pan(-0.1);
      case 'panRight':
        return navigation.pan(0.1);
      case 'pageLeft':
        return navigation.pan(-0.9);
      case 'pageRight':
        return navigation.pan(0.9);
      case 'fitAll':
        return navigation.fitAll();
      case 'fitSelection':
        return fitSelection(store.get(), navigation);
      case 'undo':
        return restore(parts, navigation.undo());
      case 'redo':
        return restore(parts, navigation.redo());
      case 'previous':
      case 'next':
      case 'cause':
      case 'effect':
        return step(parts, id);
      case 'above':
        return walkRows(parts, -1);
      case 'below':
        return walkRows(parts, 1);
      case 'reveal':
        return revealSelection(parts);
      case 'copy': {
        const { detail } = store.get();
        return detail === null ? announcer.note(say('Select something to copy it')) : parts.copy(detail.plain);
      }
      case 'clear':
        return selecting.clear();
      case 'toggleLane':
        return void withLane(parts, (lane) => folds.toggleLane(lane).catch(failed));
      case 'expandGroup':
        return void withLane(parts, (lane) => folds.toggleExpanded(lane).catch(failed));
      case 'hideIdle':
        return void folds
          .toggleIdle()
          .then(() => announcer.say(store.get().folding.hideIdle ? say('Idle lanes folded') : say('All lanes shown')), failed);
      case 'follow':
        return parts.toggleFollow();
      case 'pause':
        return parts.togglePause();
      case 'detail':
      case 'statistics':
        return tabs.open(id);
      case 'legend':
        return parts.openLegend();
      case 'look': {
        appearance.choose(looks[(looks.indexOf(appearance.look) + 1) % looks.length]);
        return announcer.note(say(lookNames[appearance.look]));
      }
      case 'help':
        return parts.openHelp();
      case 'search':
        return parts.openSearch();
      default:
        return assertUnreachable(id);
    }
  };
}

/** Zooms by key keep in place what the person looks at: the pointer's time, else a selection in sight, else the middle. */
function zoomCentre({ cursorNs, place, window }: ViewState): number {
  if (cursorNs !== null) return cursorNs;
  const selected = place === null ? null : (place.fromNs + place.toNs) / 2;
  return selected !== null && selected >= window.fromNs && selected <= window.toNs ? selected : (window.fromNs + window.toNs) / 2;
}

function fitSelection({ range, place }: ViewState, navigation: Navigation): void {
  const interval = range ?? place;
  if (interval === null) navigation.fitAll();
  else navigation.fit(interval);
}

function restore({ selecting, failed }: CommandParts, selection: ReturnType<Navigation['undo']>): void {
  if (selection === undefined) return;
  if (selection === null) selecting.clear();
  else void selecting.select(selection, { reveal: 'no' }).catch(failed);
}

const nothingThere = {
  next: words('Nothing follows on this task'),
  previous: words('Nothing comes before on this task'),
  cause: words('No cause is known'),
  effect: words('No effect is known'),
} as const;

function step(parts: CommandParts, direction: keyof typeof nothingThere): void {
  if (parts.store.get().selection === null) {
    walkRows(parts, 1);
    return;
  }
  void parts.selecting.step(direction).then((moved) => {
    if (!moved) parts.announcer.say(say(nothingThere[direction]));
  }, parts.failed);
}

/** Goes to the nearest slice in the next row that has one in sight, from where the selection is, else from the first row. */
function walkRows({ store, lanes, tiles, selecting, failed, announcer }: CommandParts, by: 1 | -1): void {
  const { place, window, rows, generation } = store.get();
  const tile = tiles.tileFor(generation);
  if (tile === null) return;
  const start = place !== null && place.row >= 0 ? place.row + by : rowsInSight(lanes.scale()).first;
  const timeNs = place === null ? window.fromNs : (Math.max(place.fromNs, window.fromNs) + Math.min(place.toNs, window.toNs)) / 2;
  for (let row = start; row >= tile.request.firstRow && row < Math.min(tile.request.endRow, rows.length); row += by) {
    const found = nearestInRow(tile, row, timeNs);
    if (found === null) continue;
    void selecting.select(found, { reveal: 'pan', row }).catch(failed);
    return;
  }
  announcer.say(by === 1 ? say('No row below') : say('No row above'));
}

/** The first place of the source that a detail names. */
export function sourceOf(detail: Detail | null): SourcePlace | undefined {
  return detail?.facts.flatMap(({ value }) => value.flatMap(({ source }) => (source === undefined ? [] : [source])))[0];
}

function revealSelection({ store, reveal, announcer }: CommandParts): void {
  const first = sourceOf(store.get().detail);
  if (first === undefined) announcer.note(say('No source is known for it'));
  else reveal(first);
}

function withLane({ store, announcer }: CommandParts, act: (lane: number) => unknown): void {
  const { selection, place, rows } = store.get();
  const lane = selection?.kind === 'lane' ? selection.index : place !== null && place.row >= 0 ? rows[place.row]?.lane : undefined;
  if (lane === undefined) announcer.note(say('Select a lane first'));
  else act(lane);
}
