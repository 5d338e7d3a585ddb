// Task groups of one thread: tasks of one function or call site, else of one kind and name.

import type { ThreadTexts } from './threadTexts.ts';

export interface TaskGroup {
  readonly kind: number;
  /** Id of the thread's texts. */
  readonly name: number;
  /** Site id, 0 when none. */
  readonly site: number;
}

export class TaskGroups {
  readonly list: TaskGroup[] = [];
  readonly #texts: ThreadTexts;
  readonly #bySite: number[] = [];
  readonly #byName = new Map<string, number>();

  constructor(texts: ThreadTexts) {
    this.#texts = texts;
  }

  /** The group of a site; of the kind and name where no site is known. */
  groupOf(kind: number, name: string, site: number): number {
    const known = this.#texts.site(site);
    if (known === null) return this.#named(kind, name);
    const group = this.#bySite[site];
    if (group !== undefined) return group;
    const added = this.list.push({ kind, name: this.#texts.intern(known.name === '' ? name : known.name), site }) - 1;
    this.#bySite[site] = added;
    return added;
  }

  #named(kind: number, name: string): number {
    const key = `${kind}${name}`;
    let group = this.#byName.get(key);
    if (group === undefined) {
      group = this.list.push({ kind, name: this.#texts.intern(name), site: 0 }) - 1;
      this.#byName.set(key, group);
    }
    return group;
  }
}
