// What a double click does: to the thing itself on the timeline, or to its line in the source, as the host has it.

import { say } from '../../src/layout/say.ts';
import type { Selection, SourcePlace, TimelineSource } from '../../src/protocol/timelineSource.ts';
import type { Navigation } from '../state/navigation.ts';
import { fitInterval } from '../state/timeWindow.ts';
import type { ViewHost } from './host.ts';
import { sourceOf } from './runCommand.ts';

interface DoubleClickParts {
  readonly source: TimelineSource;
  readonly host: ViewHost;
  readonly navigation: Navigation;
  readonly reveal: (place: SourcePlace) => void;
  /** Says it to the person. */
  readonly note: (text: string) => void;
}

/** The result rejects when the source can't say where it is. */
export function createDoubleClick({ source, host, navigation, reveal, note }: DoubleClickParts): (selection: Selection) => Promise<void> {
  const zoomTo = async (selection: Selection): Promise<void> =>
    navigation.goTo(fitInterval(await source.place(selection), navigation.bounds));
  const showSource = async (selection: Selection): Promise<void> => {
    const place = sourceOf(await source.detail(selection));
    if (place === undefined) note(say('No source is known for it'));
    else reveal(place);
  };
  return host.doubleClick === 'zoom' ? zoomTo : showSource;
}
