// Starts a view of one trace: builds the page's parts, ties state, source and hands together, paints.

import { say } from '../../src/layout/say.ts';
import type { LiveSource } from '../../src/protocol/liveSource.ts';
import type { Minimap, Overview, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { element, replaceChildren } from '../dom/element.ts';
import { withBindings } from '../input/commands.ts';
import { listenToKeys } from '../input/keyboard.ts';
import { createAnnouncer } from '../panels/announcer.ts';
import { showDetail } from '../panels/detail.ts';
import { createHelp } from '../panels/dialogs.ts';
import { createLegend } from '../panels/legend.ts';
import { createMinimapPanel } from '../panels/minimapPanel.ts';
import { sayDetail } from '../panels/sayDetail.ts';
import { createSearchBox } from '../panels/search.ts';
import { createBanner, partNote } from '../panels/states.ts';
import { createStatusBar } from '../panels/status.ts';
import { createToolbar } from '../panels/toolbar.ts';
import { createFoldControl } from '../state/folding.ts';
import { createFrameScheduler } from '../state/frameScheduler.ts';
import { createNavigation } from '../state/navigation.ts';
import { createSelectControl } from '../state/selecting.ts';
import { createTileStore, isSharp } from '../state/tileStore.ts';
import { fitInterval, type TimeWindow, wholeRun } from '../state/timeWindow.ts';
import { createStore, nothingFolded, type ViewState } from '../state/viewState.ts';
import { followAppearance } from '../theme/appearance.ts';
import { readTheme } from '../theme/theme.ts';
import { connectPointer } from './connectPointer.ts';
import { createDoubleClick } from './doubleClick.ts';
import { followGrowth, type Growth } from './followGrowth.ts';
import type { ViewHost } from './host.ts';
import { createHoverCard } from './hoverCard.ts';
import { createHovering } from './hovering.ts';
import { foldInTurn, selectInTurn } from './inTurn.ts';
import { createLanesView } from './lanesView.ts';
import { askAll, firstState, minimapColumns, nothingOpened, type OpenedView, onlyPointerMoved, openView } from './openedView.ts';
import { createFrame } from './pageFrame.ts';
import { createRunCommand } from './runCommand.ts';
import { createShowTargets, type ShowTargets } from './showTargets.ts';
import { createSidePanel } from './sidePanel.ts';
import { followAgain, standpointOf } from './standpoint.ts';
import { createTimings } from './timings.ts';

/**
 * Shows `source` in `root` until the page goes. The frame stands at once, and nobody can use it before the source has said what it holds:
 * it is built while the source still reads. Rejects when the source cannot say it.
 */
export async function startView(root: HTMLElement, source: TimelineSource, host: ViewHost): Promise<ShowTargets> {
  const opening = openView(source, host);
  const show = buildView(root, source, host);
  return show(await opening);
}

/** @returns what puts the trace into the view, once */
function buildView(root: HTMLElement, source: TimelineSource, host: ViewHost): (opened: OpenedView) => ShowTargets {
  let opened = nothingOpened;
  let { overview, minimap } = opened;
  const store = createStore<ViewState>(firstState(opened, wholeRun(0)));
  const frames = createFrameScheduler((paint) => requestAnimationFrame(paint));
  const timings = createTimings(frames);
  const announcer = createAnnouncer();
  const failed = (error: unknown): void => announcer.note(error instanceof Error ? error.message : String(error));
  const commands = withBindings(host.keys);

  let growth: Growth | null = null;
  let following = followAgain(null, false, wholeRun(0));
  const stopFollowing = (): void => {
    if (!following.on) return;
    following.stop();
    showRecording();
  };
  const foldsNow = createFoldControl(store, source);
  const folds = foldInTurn(foldsNow, () => growth);
  const navigation = createNavigation(store, frames, 0, () => lanes.scale().height, stopFollowing);
  const selectingNow = createSelectControl(store, source, navigation, foldsNow);
  const selecting = selectInTurn(selectingNow, () => growth);
  const showTargets = createShowTargets(source, selectingNow, (work) => growth?.take(work) ?? work());
  const follow = {
    select: (selection: Parameters<typeof selecting.select>[0]) => void selecting.select(selection, { reveal: 'zoom' }).catch(failed),
    reveal: (place: Parameters<ViewHost['revealSource']>[0]) =>
      void host.revealSource(place).then((told) => told !== null && announcer.note(told), failed),
  };
  const copy = (text: string): void => void host.copy(text).then(() => announcer.note(say('Copied')), failed);

  const lanes = createLanesView(store, {
    toggle: (lane) => void folds.toggleLane(lane).catch(failed),
    expand: (lane) => void folds.toggleExpanded(lane).catch(failed),
    select: (selection) => void selecting.select(selection, { reveal: 'no' }).catch(failed),
  });
  const tiles = createTileStore(
    (request) => source.tile(request),
    () => frames.request(paintScene),
    failed,
  );
  const card = createHoverCard();
  const hovering = createHovering(source, card, () => frames.request(paintScene));
  lanes.timeline.append(card.element);

  let theme = readTheme(document.documentElement);
  const legend = createLegend();
  const appearance = followAppearance(document.documentElement, () => {
    theme = readTheme(document.documentElement);
    paintAll();
    if (legend.dialog.open) legend.paint(theme);
    panel.drawStatistics().catch(failed);
  });
  theme = readTheme(document.documentElement);

  const showTime = (window: TimeWindow): void => navigation.goTo(fitInterval(window, navigation.bounds));
  const panel = createSidePanel(source, () => theme, { select: follow.select, show: showTime }, failed);
  const help = createHelp(commands);
  const run = createRunCommand({
    store,
    navigation,
    folds,
    selecting,
    lanes,
    tiles,
    source,
    host,
    tabs: panel.tabs,
    appearance,
    announcer,
    copy,
    reveal: follow.reveal,
    failed,
    toggleFollow() {
      if (following.on) return stopFollowing();
      following.start(store.get().window, navigation.bounds);
      navigation.grow(overview.durationNs, following.windowFor(overview.durationNs));
      showRecording();
    },
    togglePause: () => growth?.togglePause(),
    openHelp: () => help.showModal(),
    openLegend: () => {
      legend.dialog.showModal();
      legend.paint(theme);
    },
    openSearch: () => search.focus(),
  });
  const search = createSearchBox(
    (query, limit) => source.search(query, limit),
    follow.select,
    announcer.say,
    () => lanes.timeline.focus(),
  );
  const toolbar = createToolbar(search.element, commands, run);
  const status = createStatusBar(() => run('help'));
  const map = createMinimapPanel((window) => navigation.show(window));
  const selectionText = element('p', { class: 'unseen', id: 'selection-text' });

  function paintScene(): void {
    lanes.syncScroll();
    const sight = lanes.sight();
    if (opened !== nothingOpened && !folds.pending && !growth?.taking) tiles.look(sight);
    const tile = tiles.tileFor(sight.generation);
    lanes.paintScene(tile, hovering.fan, theme);
    timings.painted(tile !== null && sight.rowCount > 0 && isSharp(tile.request, sight));
    lanes.paintFocus(theme);
    map.show(store.get().window);
    const { folding, selection, range } = store.get();
    toolbar.show({
      hideIdle: folding.hideIdle,
      canUndo: navigation.canUndo,
      canRedo: navigation.canRedo,
      canFitSelection: selection !== null || range !== null,
    });
    status.show(store.get());
  }
  function paintFocus(): void {
    lanes.paintFocus(theme);
    status.show(store.get());
  }
  function paintAll(): void {
    lanes.measure();
    map.paint(minimap, theme);
    frames.request(paintScene);
  }

  store.subscribe((now, before) => {
    remember(now);
    if (now.window !== before.window || now.rows !== before.rows) timings.moved();
    frames.request(onlyPointerMoved(now, before) ? paintFocus : paintScene);
    if (now.detail === before.detail) return;
    showDetail(panel.detail, now.detail, follow, copy);
    const spoken = now.detail === null ? say('Nothing selected') : sayDetail(now.detail);
    selectionText.textContent = spoken;
    // A detail that goes on while the program runs is not read out again and again.
    if (!growth?.taking) announcer.say(spoken);
  });

  function remember(now: ViewState): void {
    host.remember(standpointOf(now, overview, growth?.generation ?? opened.generation, following));
  }

  const banner = element('div', {});
  function showOverview(now: Overview): void {
    overview = now;
    status.count(now);
    replaceChildren(banner, now.isPart ? partNote() : createBanner(now, paintAll));
  }
  /** The rest of the recording has been read: what was handed out for its beginning counts no more. */
  async function showWhole(): Promise<void> {
    if (!(await source.whole())) return;
    const all = await askAll(source, nothingFolded);
    const { rows, generation } = all.list;
    (await tiles.prepare({ ...lanes.sight(), rowCount: rows.length, generation }))();
    minimap = all.minimap;
    showOverview(all.overview);
    hovering.leave();
    selecting.clear();
    store.update({ folding: nothingFolded, rows, generation });
    paintAll();
    await panel.renewStatistics();
  }

  const frame = createFrame({
    toolbar: toolbar.element,
    banner,
    minimap: map.element,
    axis: lanes.axis,
    lanes: lanes.element,
    panel: panel.tabs.element,
    status: status.element,
    floating: [announcer.region, announcer.toast, selectionText, help, legend.dialog],
  });
  root.replaceChildren(frame.element);
  showDetail(panel.detail, null, follow, copy);
  const doubleClick = createDoubleClick({ source, host, navigation, reveal: follow.reveal, note: announcer.note });
  connectPointer({
    store,
    navigation,
    selecting,
    lanes,
    tiles,
    hovering,
    failed,
    doubleClick: (selection) => void doubleClick(selection).catch(failed),
  });
  new ResizeObserver(paintAll).observe(lanes.timeline);
  paintAll();

  return function show(first) {
    opened = first;
    ({ overview, minimap } = first);
    const { standpoint } = first;
    navigation.grow(overview.durationNs, null);
    const { bounds } = navigation;
    following = followAgain(standpoint, host.live !== null, bounds);
    map.grow(bounds, overview.durationNs);
    toolbar.name(overview.title);
    frame.show(overview, host.live !== null);
    showOverview(overview);
    store.update(firstState(first, bounds));
    listenToKeys(document, lanes.timeline, commands, run);
    paintAll();
    // Asked for before anything is painted: the picture is on its way meanwhile.
    tiles.look(lanes.sight());
    showWhole().then(timings.indexed, failed);
    if (standpoint?.selection) void selecting.select(standpoint.selection, { reveal: 'no' }).catch(failed);
    if (host.live !== null) followRecording(host.live);
    return showTargets;
  };

  function followRecording(live: LiveSource): void {
    if (following.on) navigation.grow(overview.durationNs, following.windowFor(overview.durationNs));
    const first = { generation: opened.generation, durationNs: overview.durationNs, events: overview.counts.events, live: true };
    const { sight } = lanes;
    const changed = showRecording;
    growth = followGrowth(live, first, { store, navigation, following, tiles, minimapColumns, sight, grown, changed, failed });
    showRecording();
  }

  /** Takes over what has been recorded since. */
  function grown(now: Overview, newMinimap: Minimap): void {
    minimap = newMinimap;
    hovering.leave();
    search.refresh();
    map.grow(navigation.bounds, now.durationNs);
    showOverview(now);
    frame.show(now, growth?.state.live ?? false);
    panel.renewStatistics().catch(failed);
    // Not all of it: measuring anew would leave the lanes blank until the next frame.
    map.paint(minimap, theme);
    frames.request(paintScene);
  }
  function showRecording(): void {
    const state = growth?.state ?? null;
    // Until the page shows all there is, the person can ask for the rest.
    const shown = state !== null && (state.live || state.paused || growth?.taking) ? state : null;
    status.showRecording(shown);
    toolbar.showRecording(shown === null ? null : { following: following.on, paused: shown.paused });
    if (!growth?.taking) frames.request(paintScene); // Else the lanes are painted when what is being taken is there.
  }
}
