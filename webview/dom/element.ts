// Makes DOM elements. Text goes in as text nodes only: a trace is untrusted and must never become markup.

type Child = Node | string | null;

export interface Attributes {
  readonly [name: string]: string | number | boolean | null;
}

/** An element with attributes and children; `true` sets an empty attribute, `false` and `null` leave it out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A button that does `run` when pressed. */
export function button(attributes: Attributes, run: (event: MouseEvent) => void, ...children: readonly Child[]): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', run);
  return made;
}

export function replaceChildren(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...children.filter((child) => child !== null));
}
