// Which look is in force: the person's choice, else the editor's, else the system's.

export const looks = ['auto', 'light', 'dark', 'contrast'] as const;
type Look = (typeof looks)[number];

type Effective = 'light' | 'dark' | 'contrast-light' | 'contrast-dark' | 'forced';

export interface Appearance {
  readonly look: Look;
  choose(look: Look): void;
}

const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** Keeps `data-look` on the root element true and calls back after each change. */
export function followAppearance(root: HTMLElement, changed: () => void): Appearance {
  let look: Look = 'auto';
  const apply = (): void => {
    root.dataset.look = effectiveLook(look);
    changed();
  };
  for (const query of queries) matchMedia(query).addEventListener('change', apply);
  // An editor announces its theme by the classes of the body.
  new MutationObserver(apply).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  root.dataset.look = effectiveLook(look);
  return {
    get look() {
      return look;
    },
    choose(next) {
      look = next;
      apply();
    },
  };
}

function effectiveLook(look: Look): Effective {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (matchMedia('(forced-colors: active)').matches) return 'forced';
  if (look === 'contrast') return dark ? 'contrast-dark' : 'contrast-light';
  if (look !== 'auto') return look;
  const editor = document.body.classList;
  if (editor.contains('vscode-high-contrast-light')) return 'contrast-light';
  if (editor.contains('vscode-high-contrast')) return 'contrast-dark';
  if (editor.contains('vscode-light')) return 'light';
  if (editor.contains('vscode-dark')) return 'dark';
  if (matchMedia('(prefers-contrast: more)').matches) return dark ? 'contrast-dark' : 'contrast-light';
  return dark ? 'dark' : 'light';
}
