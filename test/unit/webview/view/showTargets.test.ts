// What the editor asks a timeline to show: the first of it, then the next, and round again.

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/analysis/finding.ts';
import type { ShowTarget } from '../../../../src/protocol/editorMessages.ts';
import type { Selection, TimelineSource } from '../../../../src/protocol/timelineSource.ts';
import { createShowTargets, type ShowTargets } from '../../../../webview/view/showTargets.ts';

const line: ShowTarget = { kind: 'source', range: { files: ['/a.ts'], line: 1, body: null } };
const selections: readonly Selection[] = [3, 5, 8].map((index) => ({ kind: 'task', index }));
const finding: Finding = {
  kind: 'uncaughtException',
  id: 'one',
  severity: 'error',
  place: null,
  count: 1,
  evidence: [{ kind: 'event', index: 7 }],
  error: 'Error',
  name: '',
  related: [],
};

function showTargets(): { readonly targets: ShowTargets; readonly selected: readonly Selection[] } {
  const selected: Selection[] = [];
  const source: Pick<TimelineSource, 'findings' | 'ranAt'> = {
    findings: async () => [finding],
    ranAt: async ({ line: asked }) => (asked === 1 ? { scope: 'line', total: 3, selections } : { scope: 'line', total: 0, selections: [] }),
  };
  const selecting = { select: async (selection: Selection): Promise<void> => void selected.push(selection) };
  return { targets: createShowTargets(source, selecting, (work) => work()), selected };
}

describe('showing', () => {
  it('goes on by one each time that the same is asked for, and round again', async () => {
    const { targets, selected } = showTargets();
    const numbers: number[] = [];
    for (let times = 0; times < 4; times++) numbers.push((await targets.show(line, 1)).at);
    expect(numbers).toEqual([1, 2, 3, 1]);
    expect(selected.map(({ index }) => index)).toEqual([3, 5, 8, 3]);
  });

  it('goes back too, from the first to the last', async () => {
    const { targets } = showTargets();
    await targets.show(line, 1);
    expect(await targets.show(line, -1)).toEqual({ at: 3, total: 3 });
  });

  it('begins anew when something else was asked for', async () => {
    const { targets, selected } = showTargets();
    await targets.show(line, 1);
    await targets.show(line, 1);
    expect(await targets.show({ kind: 'finding', id: 'one' }, 1)).toEqual({ at: 1, total: 1 });
    expect(await targets.show(line, 1)).toEqual({ at: 1, total: 3 });
    expect(selected.map(({ index }) => index)).toEqual([3, 5, 7, 3]);
  });

  it.each<ShowTarget>([
    { kind: 'finding', id: 'another' },
    { kind: 'source', range: { files: [], line: 2, body: null } },
  ])('tells that there is nothing, and leaves the selection, for %j', async (target) => {
    const { targets, selected } = showTargets();
    expect(await targets.show(target, 1)).toEqual({ at: 0, total: 0 });
    expect(selected).toEqual([]);
  });
});
