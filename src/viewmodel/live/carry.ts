// What a view holds of a run that records, found again when the run has grown. Things go by ids that hold; lanes shift with every lane
// that comes in between; and when the run has ended, everything goes by the indexes of the finished trace.

import type { Lane } from '../../model/trace.ts';
import type { Carried, Held } from '../../protocol/liveSource.ts';
import type { Selection } from '../../protocol/timelineSource.ts';
import { mapLanes } from './laneMap.ts';

/** The trace that a view changes over to. */
interface Grown {
  readonly lanes: readonly Lane[];
  /** Null for what is no more. */
  find(selection: Selection, lanes: readonly Lane[]): Selection | null;
}

/** `before`: the lanes that the view held. O(lanes + what is held), and what `find` takes. */
export function carry(before: readonly Lane[], { lanes, find }: Grown, { folding, selections }: Omit<Held, 'generation'>): Carried {
  const laneOf = mapLanes(before, lanes);
  const laneList = (list: readonly number[]): readonly number[] => list.map(laneOf).filter((lane) => lane >= 0);
  return {
    folding: { ...folding, toggled: laneList(folding.toggled), expanded: laneList(folding.expanded) },
    selections: selections.map((selection) => {
      if (selection.kind !== 'lane' && selection.kind !== 'counter') return find(selection, before);
      const lane = laneOf(selection.index);
      return lane < 0 ? null : { ...selection, index: lane };
    }),
  };
}
