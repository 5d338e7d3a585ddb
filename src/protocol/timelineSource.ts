// What a timeline view may ask of one open trace. The extension host answers it over messages, the HTML file from a worker of the page.
//
// Every call ends: a promise may reject with an Error that says why, never hang.

import type { Finding } from '../analysis/finding.ts';
import type { Row, Tile, TileRequest } from '../layout/geometry.ts';
import type { Nanoseconds } from '../model/units.ts';

export interface TimelineSource {
  /**
   * Resolves when all of the trace answers: false when it did from the start, true when only its beginning did so far, so that
   * every row, tile and index that was handed out is stale.
   */
  whole(): Promise<boolean>;
  overview(): Promise<Overview>;
  /** The row list for a state of folding. Row indexes in tiles and places are those of the last answer's `generation`. */
  rows(folding: Folding): Promise<RowList>;
  tile(request: TileRequest): Promise<Tile>;
  minimap(columns: number): Promise<Minimap>;
  detail(selection: Selection): Promise<Detail>;
  /** Where to show it: its time and its row, unfolding what hides it is up to the caller. */
  place(selection: Selection): Promise<Place>;
  /** One neighbour for the keyboard: the next or previous thing on the same task, or the slice above or below. */
  neighbour(selection: Selection, direction: 'next' | 'previous' | 'cause' | 'effect'): Promise<Selection | null>;
  search(query: string, limit: number): Promise<SearchAnswer>;
  statistics(): Promise<Statistics>;
  /** What went wrong, so far. Of a finding that folds very many together not all evidence is handed out. */
  findings(): Promise<readonly Finding[]>;
  /** What ran at a place of the source: the first `limit` by time. */
  ranAt(range: SourceRange, limit: number): Promise<RanAt>;
}

export type Selection =
  | { readonly kind: 'task'; readonly index: number }
  | { readonly kind: 'slice'; readonly index: number }
  | { readonly kind: 'wait'; readonly index: number }
  | { readonly kind: 'event'; readonly index: number }
  | { readonly kind: 'message'; readonly index: number }
  | { readonly kind: 'span'; readonly index: number }
  | { readonly kind: 'lane'; readonly index: number }
  /** What a counter said at a time; `index`: its lane. */
  | { readonly kind: 'counter'; readonly index: number; readonly atNs: Nanoseconds };

export interface Overview {
  readonly title: string;
  readonly startedAt: string;
  readonly level: 'light' | 'full';
  readonly durationNs: Nanoseconds;
  readonly counts: {
    readonly machines: number;
    readonly processes: number;
    readonly threads: number;
    readonly tasks: number;
    readonly slices: number;
    readonly events: number;
    readonly messages: number;
    readonly lost: number;
    readonly lostAtMost: number;
  };
  /** True while only the beginning of the recording has been read. */
  readonly isPart: boolean;
  /** How the program ended, in words; null while it runs. */
  readonly ended: string | null;
  /** True when it ended by a signal, an uncaught error or an exit code other than 0. */
  readonly failed: boolean;
  /** What is missing in the trace, one sentence each. */
  readonly gaps: readonly string[];
}

export interface Folding {
  /** Lanes whose fold state differs from the default. */
  readonly toggled: readonly number[];
  /** Groups shown one task a row. */
  readonly expanded: readonly number[];
  /** Leave out rows on which nothing ran. */
  readonly hideIdle: boolean;
}

interface RowList {
  readonly generation: number;
  readonly rows: readonly Row[];
}

export interface Minimap {
  /** One series a process: tasks running over time, as parts of a thread's time (1 = one thread busy), `columns` values each. */
  readonly series: readonly { readonly name: string; readonly hue: number; readonly values: Float32Array }[];
  /** Times of what went wrong: rejections nobody handled, uncaught errors, stalls. */
  readonly alarms: readonly Nanoseconds[];
}

/** A text, or a text that leads somewhere. */
export interface Phrase {
  readonly text: string;
  readonly source?: SourcePlace;
  readonly select?: Selection;
}

export interface SourcePlace {
  /** Absolute path or URL. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A line as an editor knows it. */
export interface SourceRange {
  /** The names that the file goes by: absolute paths or URLs; a link has two. */
  readonly files: readonly string[];
  readonly line: number;
  /** First and last line of the innermost function around the line; null when it is in none, or none is known. */
  readonly body: { readonly firstLine: number; readonly lastLine: number } | null;
}

export interface RanAt {
  /** `line`: they stand on the line itself; `body`: none does, and they are tasks of the function around it. */
  readonly scope: 'line' | 'body';
  readonly total: number;
  readonly selections: readonly Selection[];
}

export interface Detail {
  readonly title: string;
  /** `selected · slice of task` */
  readonly kind: string;
  readonly facts: readonly { readonly name: string; readonly value: readonly Phrase[] }[];
  /** The story of the task, or why it waited: one line a hop, `indent` levels deep, with the time it took. */
  readonly story: {
    readonly title: string;
    readonly lines: readonly { readonly time: string; readonly indent: number; readonly text: readonly Phrase[] }[];
  };
  /** Vector clock of the selected event or of the event at a slice's start: thread lane's name and number, own thread first. */
  readonly clock: readonly { readonly thread: string; readonly value: number; readonly own: boolean }[];
  /** Messages whose arrows to accent. */
  readonly messages: readonly number[];
  /** Plain text of all of the above, for the clipboard. */
  readonly plain: string;
}

export interface Place {
  readonly fromNs: Nanoseconds;
  readonly toNs: Nanoseconds;
  /** −1 when its row is folded away; `lanes` are then the lanes to unfold, outermost first. */
  readonly row: number;
  readonly lanes: readonly number[];
}

export interface SearchAnswer {
  readonly total: number;
  readonly matches: readonly {
    readonly selection: Selection;
    readonly title: string;
    readonly facts: string;
    readonly startNs: Nanoseconds;
  }[];
  /** What is wrong with the query, or null. */
  readonly problem: string | null;
}

export interface Statistics {
  readonly runningOverTime: {
    readonly stepNs: Nanoseconds;
    readonly series: readonly { readonly name: string; readonly hue: number; readonly values: Float32Array }[];
  };
  /** Longest first; running is self time. `select`: the function's lane. */
  readonly functions: readonly {
    readonly name: string;
    readonly source: SourcePlace | null;
    readonly tasks: number;
    readonly runningNs: Nanoseconds;
    readonly waitingNs: Nanoseconds;
    readonly readyNs: Nanoseconds;
    readonly pending: number;
    readonly select: Selection;
  }[];
  readonly messageLatency: Distribution;
  readonly eventLoopDelay: Distribution;
  readonly transports: readonly {
    readonly transport: string;
    readonly messages: number;
    readonly bytes: number;
    readonly oneEnded: number;
    readonly select: Selection | null;
  }[];
}

export interface Distribution {
  /** Upper bounds of the buckets, growing by a constant factor; the last is open. */
  readonly boundsNs: readonly Nanoseconds[];
  readonly counts: readonly number[];
  readonly medianNs: Nanoseconds;
  readonly p95Ns: Nanoseconds;
  readonly p99Ns: Nanoseconds;
  readonly maxNs: Nanoseconds;
  /** One example in each bucket, to select on the timeline; null where the bucket is empty. */
  readonly examples: readonly (Selection | null)[];
}
