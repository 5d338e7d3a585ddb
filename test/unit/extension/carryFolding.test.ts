// Folding in a trace that grows.

import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/layout/geometry.ts';
import { carryFolding } from '../../../webview/state/carryFolding.ts';

/** A row for each line: its label indented by level, then its lane. */
function rowsFromText(text: string): readonly Row[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, indent, label, lane] = /^( *)(\S+) (\d+)$/.exec(line)!;
      return {
        kind: 'thread',
        lane: Number(lane),
        line: 0,
        level: indent!.length,
        label: label!,
        facts: '',
        collapsible: true,
        collapsed: false,
        hue: 0,
        task: -1,
      };
    });
}

const before = rowsFromText(`
app 0
 main 1
  fetch 2
 worker 3
  fetch 4
`);
const after = rowsFromText(`
app 0
 main 1
  connect 2
  fetch 3
 worker 4
  fetch 5
`);

describe('folding', () => {
  it('follows its lanes to their new numbers', () => {
    expect(carryFolding({ toggled: [3, 2], expanded: [4], hideIdle: true }, before, after)).toEqual({
      toggled: [4, 3],
      expanded: [5],
      hideIdle: true,
    });
  });

  it('forgets a lane that is gone', () => {
    expect(carryFolding({ toggled: [3], expanded: [], hideIdle: false }, before, rowsFromText('app 0')).toggled).toEqual([]);
  });

  it('tells lanes of one name apart by their order', () => {
    const twins = rowsFromText('app 0\napp 1');
    expect(carryFolding({ toggled: [1], expanded: [], hideIdle: false }, twins, rowsFromText('app 4\napp 7')).toggled).toEqual([7]);
  });
});
