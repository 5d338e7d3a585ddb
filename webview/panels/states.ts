// What stands where the timeline cannot: decoding, nothing recorded, unreadable; and the banner for what went wrong or is missing.

import { say } from '../../src/layout/say.ts';
import type { Overview } from '../../src/protocol/timelineSource.ts';
import { button, element, replaceChildren } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { sayNodes } from '../dom/sayNodes.ts';

/** A page that says how far opening has come; `part` null means that nobody can tell. */
export function progressState(): { readonly element: HTMLElement; show(what: string, part: number | null): void } {
  const text = element('p', {});
  const bar = element('progress', { max: 1, 'aria-label': say('Opening the trace') });
  const box = element('div', { class: 'box' }, element('h1', {}, say('Opening the trace')), bar, text);
  return {
    element: element('div', { class: 'state', 'data-state': 'opening' }, box),
    show(what, part) {
      text.textContent = what;
      if (part === null) bar.removeAttribute('value');
      else bar.value = part;
    },
  };
}

/** A page for a trace that cannot be read: the error as it is, and the next thing to try. */
export function unreadableState(message: string): HTMLElement {
  return element(
    'div',
    { class: 'state', role: 'alert', 'data-state': 'unreadable' },
    element(
      'div',
      { class: 'box' },
      element('h1', {}, say('This trace cannot be read')),
      element('p', {}, message),
      element(
        'p',
        {},
        ...sayNodes(
          'Export it again with {0}, or record the program anew.',
          element('code', {}, 'trace-concurrency export F.ctrace --format html -o F.html'),
        ),
      ),
    ),
  );
}

/** What to say when nothing is on the timeline. */
export function emptyState(overview: Overview): HTMLElement {
  const ended = overview.ended === null ? say('It has no end yet.') : say('It ended: {0}.', overview.ended);
  return element(
    'div',
    { class: 'state', 'data-state': 'empty' },
    element(
      'div',
      { class: 'box' },
      element('h2', {}, say('Nothing was recorded')),
      element('p', {}, say('No task of this program ran under the tracer. {0}', ended)),
      element(
        'p',
        {},
        ...sayNodes(
          'Record it with {0}; a program that ends before its first line leaves nothing to see.',
          element('code', {}, 'trace-concurrency run program.ts'),
        ),
      ),
    ),
  );
}

/** The note on top while only the beginning can be seen. */
export function partNote(): HTMLElement {
  return element(
    'div',
    { class: 'banner mild', role: 'status', 'data-state': 'part' },
    element('p', { class: 'what' }, say('Reading the rest of the recording…')),
  );
}

/** What to say when nothing is on the timeline yet. */
export function waitingState(): HTMLElement {
  return element(
    'div',
    { class: 'state', 'data-state': 'waiting' },
    element(
      'div',
      { class: 'box' },
      element('h2', {}, say('Recording')),
      element('p', {}, say('Lanes appear with the program’s first event.')),
    ),
  );
}

/** The banner on top: how a failed program ended, and what the trace lacks. Null when all is well. */
export function createBanner(overview: Overview, resized: () => void): HTMLElement | null {
  const lines = [
    ...(overview.failed && overview.ended !== null ? [say('The program failed: {0}.', overview.ended)] : []),
    ...overview.gaps,
  ];
  if (lines.length === 0) return null;
  const what = element('div', { class: 'what' });
  replaceChildren(
    what,
    ...lines.slice(0, 6).map((line) => element('p', {}, line)),
    lines.length > 6 ? element('p', { class: 'dim' }, say('and {0} more', String(lines.length - 6))) : null,
  );
  const banner = element('div', { class: overview.failed ? 'banner' : 'banner mild', role: 'alert' });
  replaceChildren(
    banner,
    icon('alarm'),
    what,
    button(
      { 'aria-label': say('Close this note'), title: say('Close') },
      () => {
        banner.remove();
        resized();
      },
      icon('close'),
    ),
  );
  return banner;
}
