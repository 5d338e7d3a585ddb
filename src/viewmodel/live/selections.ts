// The selections in an answer, each made another one: what answers and who asked number things differently.

import type { Selection } from '../../protocol/timelineSource.ts';

const kinds: ReadonlySet<unknown> = new Set<Selection['kind']>(['task', 'slice', 'wait', 'event', 'message', 'span', 'lane', 'counter']);

/** Every object in it that names a thing of the trace by `kind` and `index` is given to `map`. What is not plain, such as columns, stays. O(answer). */
export function mapSelections<Answer>(answer: Answer, map: (selection: Selection) => Selection): Answer {
  return mapped(answer, map) as Answer;
}

function mapped(value: unknown, map: (selection: Selection) => Selection): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, map));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (isSelection(value)) return map(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, map)]));
}

function isSelection(value: object): value is Selection {
  return 'kind' in value && kinds.has(value.kind) && 'index' in value && typeof value.index === 'number';
}
