// What a screen reader hears of a selected thing.

import type { Detail } from '../../src/protocol/timelineSource.ts';

/** Its title, its kind and its first facts. */
export function sayDetail({ title, kind, facts }: Detail): string {
  const said = facts.slice(0, 3).map(({ name, value }) => `${name} ${value.map(({ text }) => text).join('')}`);
  return [title, kind, ...said].join('. ');
}
