// What a selected thing says of itself, before its clock is looked up.

import type { Detail } from '../../protocol/timelineSource.ts';

/** What each kind of thing says of itself; `clockEvent` −1: it has no clock. */
export interface Description {
  readonly title: string;
  readonly kind: string;
  readonly facts: Detail['facts'];
  readonly story: Detail['story'];
  readonly clockEvent: number;
  readonly messages: readonly number[];
}

export const noStory: Detail['story'] = { title: '', lines: [] };
