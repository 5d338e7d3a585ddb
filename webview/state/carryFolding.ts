// Folding carried from a trace to the same trace grown: lanes have other numbers there, but the same names in the same places.

import type { Row } from '../../src/layout/geometry.ts';
import type { Folding } from '../../src/protocol/timelineSource.ts';

/** `folding` in the lane numbers of `after`. What is folded out of sight there, or gone, is folded as it is by default. O(rows) */
export function carryFolding(folding: Folding, before: readonly Row[], after: readonly Row[]): Folding {
  if (folding.toggled.length + folding.expanded.length === 0) return folding;
  const lanes = new Map([...lanePaths(after)].map(([lane, path]) => [path, lane]));
  const paths = lanePaths(before);
  const carry = (list: readonly number[]): readonly number[] =>
    list.flatMap((lane) => {
      const path = paths.get(lane);
      const found = path === undefined ? undefined : lanes.get(path);
      return found === undefined ? [] : [found];
    });
  return { ...folding, toggled: carry(folding.toggled), expanded: carry(folding.expanded) };
}

/** Each lane's labels from the outermost down; of those with the same labels, the how-manieth. */
function lanePaths(rows: readonly Row[]): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  const seen = new Map<string, number>();
  const above: string[] = [];
  for (const { lane, line, level, label } of rows) {
    if (line > 0 || paths.has(lane)) continue;
    above.length = level;
    const path = [...above, label].join('\n');
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    above.push(`${label} ${count}`);
    paths.set(lane, `${path}\n${count}`);
  }
  return paths;
}
