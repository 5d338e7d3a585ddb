// Dialogs: the key list, and the frame that the legend uses too.

import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { type Command, keyLabel } from '../input/commands.ts';

export function createDialog(title: string, body: HTMLElement): HTMLDialogElement {
  const dialog = element('dialog', { 'aria-label': title });
  const close = button({ 'aria-label': `Close ${title}`, title: 'Close (Esc)' }, () => dialog.close(), icon('close'));
  dialog.append(element('div', { class: 'head' }, element('h1', {}, title), close), element('div', { class: 'body' }, body));
  // A click beside it closes it, as people expect of a floating box.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

const pointerHabits: readonly (readonly [string, string])[] = [
  ['Zoom at the pointer', 'Ctrl+wheel, pinch'],
  ['Scroll lanes', 'wheel'],
  ['Pan', 'Shift+drag, Shift+wheel'],
  ['Select an area', 'drag'],
  ['Zoom to what is under the pointer', 'double click'],
];

export function createHelp(commands: readonly Command[]): HTMLDialogElement {
  const body = element('div', { class: 'keys' });
  for (const group of ['Move', 'Select', 'Show', 'Find'] as const) {
    const list = element('dl');
    for (const command of commands.filter((each) => each.group === group)) {
      list.append(element('dt', {}, command.title), element('dd', {}, ...command.keys.map((key) => element('kbd', {}, keyLabel(key)))));
    }
    body.append(element('section', {}, element('h2', {}, group), list));
  }
  const pointer = element('dl');
  for (const [what, how] of pointerHabits) pointer.append(element('dt', {}, what), element('dd', {}, element('kbd', {}, how)));
  body.append(element('section', {}, element('h2', {}, 'Pointer'), pointer));
  return createDialog('Keys', body);
}
