// Selecting what the editor asks for: the evidence of a finding, what ran at a line; asked again, the next of it.

import type { ShowTarget } from '../../src/protocol/editorMessages.ts';
import type { Selection, TimelineSource } from '../../src/protocol/timelineSource.ts';
import type { SelectControl } from '../state/selecting.ts';

/** The number of what is selected now, from 1, and of how many; 0 of 0 when there is nothing. */
interface Shown {
  readonly at: number;
  readonly total: number;
}

export interface ShowTargets {
  show(target: ShowTarget, step: 1 | -1): Promise<Shown>;
}

/** Beyond that nobody steps one by one. */
const most = 1000;

/** @param inTurn - does its work while the trace does not change */
export function createShowTargets(
  source: Pick<TimelineSource, 'findings' | 'ranAt'>,
  selecting: Pick<SelectControl, 'select'>,
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
): ShowTargets {
  /** What was shown last, as text, and which of it, from 0. */
  let last = '';
  let at = 0;

  async function find(target: ShowTarget): Promise<{ readonly total: number; readonly selections: readonly Selection[] }> {
    if (target.kind === 'source') return source.ranAt(target.range, most);
    const finding = (await source.findings()).find(({ id }) => id === target.id);
    const selections = finding?.evidence ?? [];
    return { total: selections.length, selections };
  }

  return {
    show: (target, step) =>
      inTurn(async () => {
        const { total, selections } = await find(target);
        if (selections.length === 0) return { at: 0, total: 0 };
        const asked = JSON.stringify(target);
        at = asked === last ? (at + step + selections.length) % selections.length : 0;
        last = asked;
        await selecting.select(selections[at]!, { reveal: 'zoom' });
        return { at: at + 1, total };
      }),
  };
}
