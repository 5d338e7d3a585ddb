// The voice of the view: a live region that screen readers speak, and a short-lived note that everybody sees.

import { element } from '../dom/element.ts';

export interface Announcer {
  readonly region: HTMLElement;
  readonly toast: HTMLElement;
  /** Spoken only. */
  say(text: string): void;
  /** Spoken and shown for a while. */
  note(text: string): void;
}

const noteMs = 3_500;

export function createAnnouncer(): Announcer {
  const region = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  const toast = element('div', { class: 'toast', hidden: true, 'aria-hidden': 'true' });
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string): void => {
    region.textContent = text;
  };
  return {
    region,
    toast,
    say,
    note(text) {
      say(text);
      toast.textContent = text;
      toast.hidden = false;
      clearTimeout(hiding);
      hiding = setTimeout(() => {
        toast.hidden = true;
      }, noteMs);
    },
  };
}
