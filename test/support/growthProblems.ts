// The law of growing: what is answered of a run by what is new in it is what the trace answers, assembled as a whole at the same point.

import { isDeepStrictEqual } from 'node:util';
import type { Tile } from '../../src/layout/geometry.ts';
import { type FoldState, layoutRows } from '../../src/layout/rows.ts';
import { layoutTile } from '../../src/layout/tile.ts';
import { buildTraceIndex } from '../../src/layout/traceIndex.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';
import type { Growth } from '../../src/viewmodel/live/growing/growingIndex.ts';
import type { WholeTrace } from '../../src/viewmodel/live/wholeTrace.ts';
import { minimapOf } from '../../src/viewmodel/minimap.ts';

/** What breaks the law, one sentence each. */
export function growthProblems({ index, aside }: Growth, whole: WholeTrace): readonly string[] {
  const expected = buildTraceIndex(whole.trace);
  const { lanes } = index.frame;
  if (!isDeepStrictEqual(lanes, whole.trace.lanes)) return ['the lanes differ'];
  const find = (kind: Selection['kind'], id: number): number => whole.find({ kind, index: id } as Selection, lanes)?.index ?? -1;
  const problems: string[] = [];
  for (const [name, folding] of foldings(whole)) {
    const layout = layoutRows(index, folding);
    const expectedLayout = layoutRows(expected, folding);
    const rows = layout.rows.map((row) => ({ ...row, task: row.task < 0 ? -1 : find('task', row.task) }));
    if (!isDeepStrictEqual(rows, expectedLayout.rows)) problems.push(`the rows differ, ${name}`);
    for (const request of requests(whole, rows.length)) {
      const tile = inIndexes(layoutTile(index, layout, request), aside, find);
      const answer = layoutTile(expected, expectedLayout, request);
      for (const part of Object.keys(answer) as (keyof Tile)[]) {
        if (!isDeepStrictEqual(tile[part], answer[part]))
          problems.push(`${part} differ, ${name}, from ${request.fromNs} to ${request.toNs} by ${request.nsPerPixel}`);
      }
    }
  }
  if (!isDeepStrictEqual(minimapOf(index, 20), minimapOf(expected, 20))) problems.push('the minimaps differ');
  return problems;
}

function foldings({ trace: { lanes } }: WholeTrace): readonly (readonly [string, FoldState])[] {
  const groups = lanes.flatMap(({ kind }, lane) => (kind === 'taskGroup' ? [lane] : []));
  const others = lanes.flatMap(({ kind }, lane) => (kind === 'process' || kind === 'system' ? [lane] : []));
  const folding = { toggled: [], expanded: [], hideIdle: false };
  return [
    ['as it is', folding],
    ['with other groups folded', { ...folding, toggled: groups }],
    ['with other processes and systems folded', { ...folding, toggled: others, hideIdle: true }],
    ['with one task a row', { ...folding, expanded: groups }],
  ];
}

function requests({ trace }: WholeTrace, endRow: number): readonly Tile['request'][] {
  const { durationNs } = trace.header;
  const all = { firstRow: 0, endRow, fromNs: 0, toNs: durationNs };
  const part = { ...all, fromNs: durationNs / 3, toNs: durationNs / 2 };
  return [0.01, 0.1, 1].flatMap((step) => [all, part].map((window) => ({ ...window, nsPerPixel: (durationNs / 10) * step })));
}

function inIndexes(tile: Tile, aside: Growth['aside'], find: (kind: Selection['kind'], id: number) => number): Tile {
  const { slices, strips, waits, marks, spans, arrows } = tile;
  return {
    ...tile,
    slices: { ...slices, slice: slices.slice.map((id) => find('slice', id)) },
    strips: { ...strips, slice: strips.slice.map((id) => find('slice', id)) },
    waits: { ...waits, wait: waits.wait.map((id) => find('wait', id)) },
    marks: { ...marks, event: marks.event.map((id) => find('event', id)) },
    spans: { ...spans, span: spans.span.map((span) => find('span', aside.spanIds[span]!)) },
    arrows: { ...arrows, message: arrows.message.map((message) => find('message', aside.messageIds[message]!)) },
  };
}
