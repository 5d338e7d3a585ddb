// What layout hands to drawing: rows and tiles, in trace time across and in rows down. No pixels but the step that a tile was made for.

import type { Nanoseconds } from '../model/units.ts';

/**
 * A row of the timeline, from top to bottom. Of a group that takes several rows, the first bears the label.
 * `collapsed`: of a machine, process or thread, what is below it is hidden; of a group, all its tasks share one row.
 */
export interface Row {
  /** `process` and `machine` rows are bands; `thread` shows all of a thread's slices at depth 0; `tasks` is one of the rows that a task group is packed into. */
  readonly kind: 'machine' | 'process' | 'thread' | 'tasks' | 'system';
  readonly lane: number;
  /** Which of its group's rows: 0 bears the label. */
  readonly line: number;
  /** Nesting of the label: 0 for machine or process. */
  readonly level: number;
  /** `fetchPage` on the left … */
  readonly label: string;
  /** … and `×24` or `process · pid 4711` dim on the right. */
  readonly facts: string;
  readonly collapsible: boolean;
  readonly collapsed: boolean;
  /** Index of the hue, 0–5: one per function family, stable between runs. */
  readonly hue: number;
  /** Of a row with a counter: the value at its upper edge, in words. */
  readonly top?: string;
  /** The one task that the row shows, of a group with one task a row; −1 otherwise. */
  readonly task: number;
}

/** Which window, at which resolution. */
export interface TileRequest {
  readonly fromNs: Nanoseconds;
  readonly toNs: Nanoseconds;
  readonly firstRow: number;
  readonly endRow: number;
  /** Trace time of one device-independent pixel; a slice narrower than it is merged. */
  readonly nsPerPixel: number;
}

/**
 * What stands in a window. All times are Float32 offsets from `originNs`, kept within one window's width of the window; rows count from 0 of the whole row list.
 * Every array of a group has the same length. Rectangles are ordered by hue, then row, so that drawing changes colour seldom.
 */
export interface Tile {
  readonly request: TileRequest;
  readonly originNs: Nanoseconds;
  readonly slices: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
    readonly hue: Uint8Array;
    /** Index into the trace's slices. */
    readonly slice: Uint32Array;
    /** Index into {@link names}. */
    readonly name: Uint32Array;
    /** Bit 0: a finding or failure concerns it (rejected, stalled). */
    readonly flags: Uint8Array;
  };
  /**
   * Many slices, each narrower than a pixel, merged: `busy` 1–255 is the part of [from, to) that something ran. About a pixel wide, on a grid
   * of trace time that panning does not move. A folded machine or process is strips at every zoom, longer where neighbours look alike:
   * `busy` is then the part of its threads' time together.
   */
  readonly strips: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
    readonly hue: Uint8Array;
    readonly busy: Uint8Array;
    /** The longest slice in it: what a click selects. */
    readonly slice: Uint32Array;
    readonly count: Uint32Array;
  };
  /** `ready` 0: blocked, a hair line; 1: ready but not running, hatched. Waits narrower than a pixel are merged, ready when they mostly were; `wait` is the longest. */
  readonly waits: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
    readonly hue: Uint8Array;
    readonly ready: Uint8Array;
    /** Index into the trace's waits. */
    readonly wait: Uint32Array;
  };
  /** Garbage collection, stalls, measures, drawn over their thread's row; garbage collection also on the system row of its process, so that one span may stand twice. */
  readonly spans: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
    readonly kind: Uint8Array;
    readonly span: Uint32Array;
    readonly name: Uint32Array;
  };
  /** Messages with an end in the window. A bundle of `count` > 1 is drawn as a pill. `toRow` or `fromRow` −1: that end is not traced, and its time is that of the other end. At most 1,000. */
  readonly arrows: {
    readonly from: Float32Array;
    readonly fromRow: Int32Array;
    readonly to: Float32Array;
    readonly toRow: Int32Array;
    readonly count: Uint32Array;
    /** Index into the trace's messages; of a bundle, the first. */
    readonly message: Uint32Array;
  };
  readonly marks: {
    readonly at: Float32Array;
    readonly row: Uint32Array;
    /** Code in markKinds. */
    readonly kind: Uint8Array;
    readonly count: Uint32Array;
    /** Index into the trace's events; of several in one pixel, the first. */
    readonly event: Uint32Array;
  };
  /**
   * Counters as areas: in [from, to) layer 0 fills the row from its lower edge to `mean`, a higher layer from `base` to `mean`; up to `high` it
   * reached now and then. 0 is the row's lower edge, 1 its upper one. By row, then time, then layer.
   */
  readonly counters: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
    readonly lane: Uint32Array;
    readonly layer: Uint8Array;
    readonly base: Float32Array;
    readonly mean: Float32Array;
    readonly high: Float32Array;
  };
  readonly names: readonly string[];
}
