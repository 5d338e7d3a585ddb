// The toolbar: one line; its words go below 1080 pixels, the whole of it into a menu below 700.

import { say, words } from '../../src/layout/say.ts';
import { button, element } from '../dom/element.ts';
import { type IconName, icon } from '../dom/icons.ts';
import { type Command, type CommandId, keyLabel } from '../input/commands.ts';

interface Tool {
  readonly id: CommandId;
  readonly icon: IconName;
  readonly word: string;
  /** A button that stays pressed. */
  readonly toggle?: boolean;
  /** Only there while the program runs. */
  readonly live?: boolean;
}

const moving: readonly Tool[] = [
  { id: 'fitAll', icon: 'fit', word: words('Fit') },
  { id: 'fitSelection', icon: 'fitSelection', word: words('To selection') },
  { id: 'undo', icon: 'undo', word: words('Back') },
  { id: 'redo', icon: 'redo', word: words('Forward') },
  { id: 'follow', icon: 'follow', word: words('Follow'), toggle: true, live: true },
  { id: 'pause', icon: 'pause', word: words('Pause'), toggle: true, live: true },
  { id: 'hideIdle', icon: 'fold', word: words('Fold idle'), toggle: true },
];
const showing: readonly Tool[] = [
  { id: 'legend', icon: 'legend', word: words('Legend') },
  { id: 'look', icon: 'look', word: words('Look') },
  { id: 'help', icon: 'keys', word: words('Keys') },
];

export interface Toolbar {
  readonly element: HTMLElement;
  /** Says what run it is. */
  name(title: string): void;
  show(state: {
    readonly hideIdle: boolean;
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly canFitSelection: boolean;
  }): void;
  /** Null when nothing is being recorded: the buttons for it are not there. */
  showRecording(state: { readonly following: boolean; readonly paused: boolean } | null): void;
}

export function createToolbar(search: HTMLElement, commands: readonly Command[], run: (id: CommandId) => void): Toolbar {
  const buttons = new Map<CommandId, HTMLButtonElement>();
  const make = (tool: Tool): HTMLButtonElement => {
    const command = commands.find(({ id }) => id === tool.id);
    const key = command?.keys[0];
    const hint = `${say(command?.title ?? tool.word)}${key === undefined ? '' : ` (${keyLabel(key)})`}`;
    const made = button(
      {
        title: hint,
        'aria-label': hint,
        'aria-pressed': tool.toggle === true ? 'false' : null,
        'data-command': tool.id,
        hidden: tool.live === true,
      },
      () => {
        bar.classList.remove('open');
        more.setAttribute('aria-expanded', 'false');
        run(tool.id);
      },
      icon(tool.icon),
      element('span', { class: 'word' }, say(tool.word)),
    );
    buttons.set(tool.id, made);
    return made;
  };
  const more = button(
    { class: 'more', title: say('More'), 'aria-label': say('More'), 'aria-expanded': 'false' },
    () => {
      more.setAttribute('aria-expanded', String(bar.classList.toggle('open')));
    },
    icon('more'),
  );
  const title = element('span', { class: 'run-title' });
  const bar = element(
    'header',
    { class: 'toolbar', role: 'toolbar', 'aria-label': say('Timeline') },
    title,
    search,
    element('span', { class: 'gap' }),
    more,
    element('div', { class: 'tools' }, ...[...moving, ...showing].map(make)),
  );
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !bar.classList.contains('open')) return;
    event.stopPropagation();
    bar.classList.remove('open');
    more.setAttribute('aria-expanded', 'false');
    more.focus();
  });

  return {
    element: bar,
    name(now) {
      title.textContent = now;
      title.title = now;
    },
    showRecording(state) {
      for (const { id } of moving.filter(({ live }) => live)) buttons.get(id)!.hidden = state === null;
      buttons.get('follow')!.setAttribute('aria-pressed', String(state?.following ?? false));
      buttons.get('pause')!.setAttribute('aria-pressed', String(state?.paused ?? false));
    },
    show(state) {
      buttons.get('hideIdle')!.setAttribute('aria-pressed', String(state.hideIdle));
      buttons.get('undo')!.disabled = !state.canUndo;
      buttons.get('redo')!.disabled = !state.canRedo;
      buttons.get('fitSelection')!.disabled = !state.canFitSelection;
    },
  };
}
