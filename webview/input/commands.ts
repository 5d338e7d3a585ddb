// Everything a person can do, with its keys: the one list behind the keyboard, the toolbar's tooltips and the help.

import { words } from '../../src/layout/say.ts';

export interface Command {
  readonly id: CommandId;
  /** English, to be said when it is shown. */
  readonly title: string;
  readonly group: 'Move' | 'Select' | 'Show' | 'Find';
  /** `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
  /** `timeline`: only while the timeline has the focus, because elsewhere the key has another meaning. */
  readonly scope: 'page' | 'timeline';
}

export type CommandId =
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'pageLeft'
  | 'pageRight'
  | 'fitAll'
  | 'fitSelection'
  | 'undo'
  | 'redo'
  | 'previous'
  | 'next'
  | 'above'
  | 'below'
  | 'cause'
  | 'effect'
  | 'reveal'
  | 'copy'
  | 'clear'
  | 'toggleLane'
  | 'expandGroup'
  | 'hideIdle'
  | 'follow'
  | 'pause'
  | 'detail'
  | 'statistics'
  | 'legend'
  | 'look'
  | 'help'
  | 'search';

export const commands: readonly Command[] = [
  { id: 'zoomIn', title: words('Zoom in'), group: 'Move', keys: ['w', '+', '='], scope: 'page' },
  { id: 'zoomOut', title: words('Zoom out'), group: 'Move', keys: ['s', '-'], scope: 'page' },
  { id: 'panLeft', title: words('Pan left'), group: 'Move', keys: ['a'], scope: 'page' },
  { id: 'panRight', title: words('Pan right'), group: 'Move', keys: ['d'], scope: 'page' },
  { id: 'pageLeft', title: words('Pan left by a window'), group: 'Move', keys: ['Shift+a'], scope: 'page' },
  { id: 'pageRight', title: words('Pan right by a window'), group: 'Move', keys: ['Shift+d'], scope: 'page' },
  { id: 'fitAll', title: words('Show the whole run'), group: 'Move', keys: ['0', 'Home'], scope: 'timeline' },
  { id: 'fitSelection', title: words('Zoom to the selection or area'), group: 'Move', keys: ['f'], scope: 'page' },
  { id: 'undo', title: words('Back to the view before'), group: 'Move', keys: ['Mod+z', 'Alt+ArrowLeft'], scope: 'page' },
  { id: 'redo', title: words('Forward again'), group: 'Move', keys: ['Mod+Shift+z', 'Mod+y', 'Alt+ArrowRight'], scope: 'page' },
  { id: 'previous', title: words('Previous on the same task'), group: 'Select', keys: ['ArrowLeft'], scope: 'timeline' },
  { id: 'next', title: words('Next on the same task'), group: 'Select', keys: ['ArrowRight'], scope: 'timeline' },
  { id: 'above', title: words('Nearest in the row above'), group: 'Select', keys: ['ArrowUp'], scope: 'timeline' },
  { id: 'below', title: words('Nearest in the row below'), group: 'Select', keys: ['ArrowDown'], scope: 'timeline' },
  { id: 'cause', title: words('What caused it'), group: 'Select', keys: ['['], scope: 'page' },
  { id: 'effect', title: words('What it caused'), group: 'Select', keys: [']'], scope: 'page' },
  { id: 'reveal', title: words('Go to its source'), group: 'Select', keys: ['Enter'], scope: 'timeline' },
  { id: 'copy', title: words('Copy its detail'), group: 'Select', keys: ['c'], scope: 'page' },
  { id: 'clear', title: words('Select nothing'), group: 'Select', keys: ['Escape'], scope: 'page' },
  { id: 'toggleLane', title: words('Fold or open the selected lane'), group: 'Show', keys: ['x'], scope: 'page' },
  { id: 'expandGroup', title: words('One task a row'), group: 'Show', keys: ['e'], scope: 'page' },
  { id: 'hideIdle', title: words('Fold idle lanes'), group: 'Show', keys: ['i'], scope: 'page' },
  { id: 'follow', title: words('Follow what is being recorded'), group: 'Move', keys: ['n'], scope: 'page' },
  { id: 'pause', title: words('Let the view stand still while the program runs'), group: 'Show', keys: ['p'], scope: 'page' },
  { id: 'detail', title: words('Detail'), group: 'Show', keys: ['1'], scope: 'page' },
  { id: 'statistics', title: words('Statistics'), group: 'Show', keys: ['2'], scope: 'page' },
  { id: 'legend', title: words('Legend'), group: 'Show', keys: ['l'], scope: 'page' },
  { id: 'look', title: words('Light, dark or high contrast'), group: 'Show', keys: ['t'], scope: 'page' },
  { id: 'help', title: words('Keys'), group: 'Show', keys: ['?', 'F1'], scope: 'page' },
  { id: 'search', title: words('Search by name'), group: 'Find', keys: ['/', 'Mod+f'], scope: 'page' },
];

export type KeyBindings = Readonly<Partial<Record<CommandId, readonly string[]>>>;

/** The list with another choice of keys where one is given. */
export function withBindings(bindings: KeyBindings): readonly Command[] {
  return commands.map((command) => ({ ...command, keys: bindings[command.id] ?? command.keys }));
}

const spoken: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** A key as a person reads it: `Mod+Shift+z` → `Ctrl+Shift+Z`. */
export function keyLabel(key: string): string {
  if (key === '+') return key;
  return key
    .split('+')
    .map((part) => spoken[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}
