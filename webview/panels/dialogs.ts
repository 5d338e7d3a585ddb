// Dialogs: the key list, and the frame that the legend uses too.

import { say, words } from '../../src/layout/say.ts';
import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { type Command, keyLabel } from '../input/commands.ts';

export function createDialog(title: string, body: HTMLElement): HTMLDialogElement {
  const dialog = element('dialog', { 'aria-label': title });
  const close = button({ 'aria-label': say('Close {0}', title), title: say('Close (Esc)') }, () => dialog.close(), icon('close'));
  dialog.append(element('div', { class: 'head' }, element('h1', {}, title), close), element('div', { class: 'body' }, body));
  // A click beside it closes it, as people expect of a floating box.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

const pointerHabits: readonly (readonly [string, string])[] = [
  [words('Zoom at the pointer'), words('Ctrl+wheel, pinch')],
  [words('Scroll lanes'), words('wheel')],
  [words('Pan'), words('Shift+drag, Shift+wheel')],
  [words('Select an area'), words('drag')],
  [words('Zoom to what is under the pointer'), words('double click')],
];

export function createHelp(commands: readonly Command[]): HTMLDialogElement {
  const body = element('div', { class: 'keys' });
  for (const group of [words('Move'), words('Select'), words('Show'), words('Find')]) {
    const list = element('dl');
    for (const command of commands.filter((each) => each.group === group)) {
      list.append(
        element('dt', {}, say(command.title)),
        element('dd', {}, ...command.keys.map((key) => element('kbd', {}, keyLabel(key)))),
      );
    }
    body.append(element('section', {}, element('h2', {}, say(group)), list));
  }
  const pointer = element('dl');
  for (const [what, how] of pointerHabits) pointer.append(element('dt', {}, say(what)), element('dd', {}, element('kbd', {}, say(how))));
  body.append(element('section', {}, element('h2', {}, say('Pointer')), pointer));
  return createDialog(say('Keys'), body);
}
