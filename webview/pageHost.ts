// The host of a plain page: no editor stands behind it, so a place in the source goes to the clipboard.

import type { ViewHost } from './view/host.ts';

export function createPageHost(): ViewHost {
  return {
    async revealSource({ file, line, column }) {
      const place = `${file}:${line}:${column}`;
      await copyText(place);
      return `Copied ${place}`;
    },
    copy: copyText,
    keys: {},
    doubleClick: 'zoom',
    standpoint: null,
    remember: () => undefined,
    live: null,
  };
}

/** A page from a file has no clipboard of its own in some browsers; the old command still works there. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    if (!copied) throw new Error(`This browser refuses the clipboard: ${text}`);
  }
}
