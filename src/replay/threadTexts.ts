// The texts and source sites of one thread, by the ids that its records use.

import type { Site } from '../model/wire/records.ts';

export class ThreadTexts {
  /** Texts once each; 0 is the empty one. */
  readonly texts: string[] = [''];
  readonly files: { readonly path: string; readonly firstSite: number; readonly sites: readonly Site[] }[] = [];
  /** Site 0 is "none". */
  readonly #sites: (Site | null)[] = [null];
  readonly #ids = new Map<string, number>([['', 0]]);
  /** From the ids of string records to those of {@link texts}. */
  readonly #recorded: number[] = [0];

  intern(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.push(text) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }

  addRecorded(text: string): void {
    this.#recorded.push(this.intern(text));
  }

  /** The text of a string record; empty when there is none. */
  recorded(id: number): string {
    return this.texts[this.#recorded[id] ?? 0]!;
  }

  addFile(path: string, sites: readonly Site[]): void {
    this.files.push({ path, firstSite: this.#sites.length, sites });
    for (const site of sites) this.#sites.push(site);
  }

  site(id: number): Site | null {
    return this.#sites[id] ?? null;
  }

  get siteCount(): number {
    return this.#sites.length;
  }
}
