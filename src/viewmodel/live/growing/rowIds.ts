// Numbers for rows that hold while a run records: those of all threads in one space, in blocks that each belong to one thread.
//
//   id      0 … 4095        4096 … 8191      8192 … 12287
//   row     thread 0, 0 …   thread 1, 0 …    thread 0, 4096 …

const blockBits = 12;
const blockRows = 1 << blockBits;

/** Rows of one kind. A thread is told by its place among those that have come. */
export class RowIds {
  readonly #threadOfBlock: number[] = [];
  readonly #firstRow: number[] = [];
  /** By thread. */
  readonly #blocks: number[][] = [];

  idOf(thread: number, row: number): number {
    this.#blocks[thread] ??= [];
    const own = this.#blocks[thread];
    while (own.length <= row >> blockBits) {
      this.#firstRow.push(own.length * blockRows);
      own.push(this.#threadOfBlock.push(thread) - 1);
    }
    return own[row >> blockBits] * blockRows + (row & (blockRows - 1));
  }

  /** Undefined for a number that is no id. */
  threadOf(id: number): number | undefined {
    return id < 2 ** 32 ? this.#threadOfBlock[id >>> blockBits] : undefined;
  }

  rowOf(id: number): number {
    return this.#firstRow[id >>> blockBits] + (id & (blockRows - 1));
  }
}
