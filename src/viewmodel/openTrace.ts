// One open trace as a timeline view asks for it.

import { type ClockIndex, indexClocks } from '../analysis/clocks.ts';
import { layoutRows, type RowLayout } from '../layout/rows.ts';
import { layoutTile } from '../layout/tile.ts';
import { buildTraceIndex, type TraceIndex } from '../layout/traceIndex.ts';
import type { Trace } from '../model/trace.ts';
import type { Statistics, TimelineSource } from '../protocol/timelineSource.ts';
import { checkSelection } from './checkSelection.ts';
import { describe } from './detail/describe.ts';
import { createFindings } from './findings.ts';
import { minimapOf } from './minimap.ts';
import { neighbourOf } from './neighbour.ts';
import { countsOf, overviewOf } from './overview.ts';
import { placeOf } from './place.ts';
import { ranAt } from './ranAt.ts';
import { createSearch } from './search/createSearch.ts';
import { statisticsOf } from './statistics/statisticsOf.ts';

/**
 * Indexes a trace, O(rows of its tables), and answers from the index. What few views ask for is made when it is first asked for.
 * @param damage - what is wrong with the file it came from; null when it is whole
 * @param firstGeneration - the row lists' numbers go on from here: a view that changes to a trace that has grown tells them apart
 */
export function openTrace(trace: Trace, damage: string | null = null, firstGeneration = 0): TimelineSource {
  return openIndex(buildTraceIndex(trace), damage, firstGeneration);
}

/** The same of a trace that has been indexed. */
export function openIndex(index: TraceIndex, damage: string | null, firstGeneration = 0): TimelineSource {
  const { trace } = index;
  const search = createSearch(index);
  const findings = createFindings(trace);
  let layout: RowLayout = layoutRows(index, { toggled: [], expanded: [], hideIdle: false });
  let generation = firstGeneration;
  let clocks: ClockIndex | undefined;
  let statistics: Statistics | undefined;
  const clockIndex = (): ClockIndex => {
    clocks ??= indexClocks(trace);
    return clocks;
  };

  // Async, so that whatever goes wrong rejects the call and never throws out of it.
  return {
    whole: async () => false,
    overview: async () => overviewOf(trace, countsOf(trace), damage),
    async rows(folding) {
      layout = layoutRows(index, folding);
      generation++;
      return { generation, rows: layout.rows };
    },
    tile: async (request) => layoutTile(index, layout, request),
    minimap: async (columns) => minimapOf(index, columns),
    detail: async (selection) => describe({ index, clocks: clockIndex(), findingOf: findings.of }, checkSelection(trace, selection)),
    place: async (selection) => placeOf(index, layout, checkSelection(trace, selection)),
    neighbour: async (selection, direction) => neighbourOf(index, checkSelection(trace, selection), direction),
    search: async (query, limit) => search(query, limit),
    findings: async () => findings.list(),
    ranAt: async (range, limit) => ranAt(index.trace, range, limit),
    async statistics() {
      statistics ??= statisticsOf(index);
      return statistics;
    },
  };
}
