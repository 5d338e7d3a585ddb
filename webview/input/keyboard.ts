// From a key press to the command it stands for.

import type { Command, CommandId } from './commands.ts';

/** The name that the command list uses for a key press. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const letter = event.key.length === 1;
  const key = letter ? event.key.toLowerCase() : event.key;
  // Shift is part of what `?` or `+` is; of a letter it is an addition.
  const shift = event.shiftKey && (!letter || /[a-z]/.test(key));
  return `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/** Runs commands for keys pressed anywhere on the page but in fields and open dialogs. */
export function listenToKeys(page: Document, timeline: HTMLElement, commands: readonly Command[], run: (id: CommandId) => void): void {
  page.addEventListener('keydown', (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest('input, select, textarea, dialog[open]') !== null) return;
    const name = keyName(event);
    const command = commands.find(({ keys }) => keys.includes(name));
    if (command === undefined) return;
    if (command.scope === 'timeline' && !timeline.contains(target) && target !== document.body) return;
    event.preventDefault();
    run(command.id);
  });
}
