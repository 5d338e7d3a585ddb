// Answers for a run that records: what a view asks for all the time from the growing index, what a person clicks for from the whole trace.

import { layoutRows, type RowLayout } from '../../layout/rows.ts';
import { layoutTile } from '../../layout/tile.ts';
import type { Selection, TimelineSource } from '../../protocol/timelineSource.ts';
import { minimapOf } from '../minimap.ts';
import { type Counts, overviewOf } from '../overview.ts';
import { placeAt } from '../place.ts';
import type { Growth } from './growing/growingIndex.ts';
import { mapSelections } from './selections.ts';
import type { WholeTrace } from './wholeTrace.ts';

/**
 * Things go by ids that hold; lanes by the numbers that they had at this growth.
 * @param whole - the trace at least as far as this growth, O(all of it); about a thing it may be an older one that has it
 */
export function openGrowing(
  growth: Growth,
  counts: Counts,
  damage: string | null,
  firstGeneration: number,
  whole: (about: Selection | null) => WholeTrace,
): TimelineSource {
  const { index, aside } = growth;
  const { lanes, header } = index.frame;
  let layout: RowLayout | null = null;
  let generation = firstGeneration;

  const layOut = (): RowLayout => {
    layout ??= layoutRows(index, { toggled: [], expanded: [], hideIdle: false });
    return layout;
  };
  const find = (trace: WholeTrace, selection: Selection): Selection => {
    const found = trace.find(selection, lanes);
    if (found === null) throw new Error(`${selection.kind} ${selection.index} is not in this trace`);
    return found;
  };
  const ask = async <Answer>(about: Selection | null, question: (trace: WholeTrace) => Promise<Answer>): Promise<Answer> => {
    const trace = whole(about);
    return mapSelections(await question(trace), (selection) => trace.name(selection, lanes));
  };

  return {
    whole: async () => false,
    overview: async () => overviewOf(index.frame, counts, damage),
    async rows(folding) {
      layout = layoutRows(index, folding);
      generation++;
      return { generation, rows: layout.rows };
    },
    async tile(request) {
      // Who stands still while another view goes on sees nothing beyond the end of what it has taken.
      const toNs = growth.isNewest() ? request.toNs : Math.min(request.toNs, header.durationNs);
      const tile = layoutTile(index, layOut(), { ...request, toNs });
      const { spans, arrows } = tile;
      return {
        ...tile,
        request,
        spans: { ...spans, span: spans.span.map((span) => aside.spanIds[span]) },
        arrows: { ...arrows, message: arrows.message.map((message) => aside.messageIds[message]) },
      };
    },
    minimap: async (columns) => minimapOf(index, columns),
    detail: (selection) =>
      ask(selection, async (trace) => {
        const detail = await trace.source.detail(find(trace, selection));
        return { ...detail, messages: detail.messages.map((message) => trace.name({ kind: 'message', index: message }, lanes).index) };
      }),
    async place(selection) {
      const trace = whole(selection);
      const { stand, time } = trace.standOf(find(trace, selection), lanes);
      return placeAt(index, layOut(), stand, time);
    },
    neighbour: (selection, direction) => ask(selection, (trace) => trace.source.neighbour(find(trace, selection), direction)),
    search: (query, limit) => ask(null, (trace) => trace.source.search(query, limit)),
    statistics: () => ask(null, (trace) => trace.source.statistics()),
    findings: () => ask(null, async ({ findings }) => findings.list()),
    ranAt: (range, limit) => ask(null, (trace) => trace.source.ranAt(range, limit)),
  };
}
