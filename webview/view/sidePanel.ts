// The panel beside the lanes: what is selected, and the statistics, which are asked for when somebody looks.

import { say } from '../../src/layout/say.ts';
import type { Statistics, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { element } from '../dom/element.ts';
import { createTabs, type Tabs } from '../panels/tabs.ts';
import type { StatisticsActions } from '../statistics/chartsOf.ts';
import { showStatistics } from '../statistics/showStatistics.ts';
import type { Theme } from '../theme/theme.ts';

export interface SidePanel {
  readonly tabs: Tabs;
  /** Where the detail of what is selected goes. */
  readonly detail: HTMLElement;
  /** In the colours of now, when they are in sight. */
  drawStatistics(): Promise<void>;
  /** The trace has changed: they are asked for anew, now if they are in sight. */
  renewStatistics(): Promise<void>;
}

export function createSidePanel(
  source: Pick<TimelineSource, 'statistics'>,
  theme: () => Theme,
  actions: StatisticsActions,
  failed: (error: unknown) => void,
): SidePanel {
  const detail = element('div', {});
  const statistics = element('div', {});
  let asked: Promise<Statistics> | null = null;
  const drawStatistics = async (): Promise<void> => {
    if (tabs.current !== 'statistics') return;
    asked ??= source.statistics();
    await showStatistics(statistics, await asked, theme(), actions);
  };
  const tabs = createTabs(
    [
      { id: 'detail', title: say('Detail'), panel: detail },
      { id: 'statistics', title: say('Statistics'), panel: statistics },
    ],
    (id) => {
      if (id === 'statistics') void drawStatistics().catch(failed);
    },
  );
  return {
    tabs,
    detail,
    drawStatistics,
    renewStatistics() {
      asked = null;
      return drawStatistics();
    },
  };
}
