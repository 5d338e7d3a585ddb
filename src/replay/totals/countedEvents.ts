// Events that are only counted.

import { EventRows } from '../rows/eventRows.ts';

/** Their numbers are those that they have as rows; their causes, which only explain, are not known. */
export class CountedEvents extends EventRows {
  override add(): number {
    return this.length++;
  }

  override causeOf(): number {
    return -1;
  }

  override setCause(): void {}

  override setKind(): void {}

  override areOfOneTask(): boolean {
    return false;
  }

  override reserve(): void {}
}
