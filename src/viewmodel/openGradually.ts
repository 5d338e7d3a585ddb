// A long recording opened gradually: its beginning answers at once, the whole soon after, and the person can look around in between.

import { buildTraceIndex } from '../layout/traceIndex.ts';
import type { RecordedRun } from '../model/recordedRun.ts';
import type { TimelineSource } from '../protocol/timelineSource.ts';
import { RunReplay } from '../replay/runReplay.ts';
import { openIndex } from './openTrace.ts';

/** So many records are replayed before the first answer: a thousand of each of some ten threads, so that lanes show what they do. */
const firstRecords = 15_000;
/** A recording up to this long is replayed as a whole at once: its beginning would not be there much sooner. */
const mostAtOnce = 200_000;
/** Records between two pauses, in which requests are answered: a few milliseconds. */
const recordsATurn = 20_000;

/**
 * A source that answers from the run's beginning until all of it has been replayed; `whole` tells when.
 * @param pause - lets what else is due happen, then goes on
 */
export function openGradually({ manifest, threads, damage }: RecordedRun, pause: () => Promise<void>): TimelineSource {
  const records = threads.reduce((sum, { frames }) => sum + frames.reduce((own, frame) => own + frame.records, 0), 0);
  const replay = new RunReplay(manifest, threads);
  if (records <= mostAtOnce) {
    replay.replayTo(1);
    return opened(damage);
  }
  replay.replayTo(firstRecords / records);
  const beginning = opened(null);

  async function readRest(): Promise<TimelineSource> {
    for (let done = firstRecords; done < records; done += recordsATurn) {
      await pause();
      replay.replayTo(Math.min(1, done / records));
    }
    await pause();
    replay.replayTo(1);
    return opened(damage);
  }
  return changingSource(beginning, readRest());

  function opened(why: string | null): TimelineSource {
    const { trace, slices } = replay.assemble();
    return openIndex(buildTraceIndex(trace, slices), why);
  }
}

/** Answers from `first` until `next` is there. Generations of row lists go on from one to the other. */
function changingSource(first: TimelineSource, next: Promise<TimelineSource>): TimelineSource {
  let current = first;
  let isPart = true;
  let lastGeneration = 0;
  let generationsBefore = 0;
  const whole = next.then((source) => {
    current = source;
    isPart = false;
    generationsBefore = lastGeneration + 1;
    return true;
  });
  // Whoever asks for the whole hears of a failure; nobody may ask.
  whole.catch(() => undefined);
  return {
    whole: () => whole,
    async overview() {
      return { ...(await current.overview()), isPart };
    },
    async rows(folding) {
      const { generation, rows } = await current.rows(folding);
      lastGeneration = generation + generationsBefore;
      return { generation: lastGeneration, rows };
    },
    tile: (request) => current.tile(request),
    minimap: (columns) => current.minimap(columns),
    detail: (selection) => current.detail(selection),
    place: (selection) => current.place(selection),
    neighbour: (selection, direction) => current.neighbour(selection, direction),
    search: (query, limit) => current.search(query, limit),
    statistics: () => current.statistics(),
    async findings() {
      // What never settled is known at the end only.
      await whole;
      return current.findings();
    },
    ranAt: (range, limit) => current.ranAt(range, limit),
  };
}
