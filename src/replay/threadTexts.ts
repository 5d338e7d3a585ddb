// The texts and source sites of one thread, by the ids that its records use.

import { TraceFormatError } from '../model/errors.ts';
import type { Site } from '../model/wire/records.ts';
import { asyncFunctionSite, asyncGeneratorSite } from './codes.ts';

export class ThreadTexts {
  /** Texts once each; 0 is the empty one. */
  readonly texts: string[] = [''];
  readonly files: { readonly path: string; readonly firstSite: number; readonly sites: readonly Site[] }[] = [];
  /** Site 0 is "none". */
  readonly #sites: (Site | null)[] = [null];
  readonly #ids = new Map<string, number>([['', 0]]);
  /** From the ids of string records to those of {@link texts}. */
  readonly #recorded: number[] = [0];
  /** Ids of the next string and the next site. What is told again, after a gap, has been known. */
  #nextString = 1;
  #nextSite = 1;

  intern(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.push(text) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }

  addRecorded(text: string): void {
    this.#recorded[this.#nextString++] = this.intern(text);
  }

  /** So many strings and sites have been told; what follows may be told again. @throws TraceFormatError when it never was */
  tellFrom(strings: number, sites: number): void {
    const isKnown = strings < this.#recorded.length && sites < this.#sites.length;
    if (!isKnown)
      throw new TraceFormatError(
        'TRACE_DAMAGED',
        `a checkpoint: expected at most ${this.#recorded.length - 1} strings and ${this.#sites.length - 1} sites, found ${strings} and ${sites}`,
      );
    this.#nextString = strings + 1;
    this.#nextSite = sites + 1;
  }

  /** The text of a string record; empty when there is none. */
  recorded(id: number): string {
    return this.texts[this.#recorded[id] ?? 0]!;
  }

  addFile(path: string, sites: readonly Site[]): void {
    const firstSite = this.#nextSite;
    this.#nextSite += sites.length;
    if (firstSite < this.#sites.length) return;
    this.files.push({ path, firstSite, sites });
    for (const site of sites) this.#sites.push(site);
  }

  /** The site of the function that a site of its body lies in, as far as names and order tell; 0 when they don't. O(sites of the file before it). */
  functionOf(site: number): number {
    const name = this.site(site)?.name;
    for (let at = site; at > 0; at--) {
      const { kind, name: own } = this.#sites[at]!;
      if (own === name && (kind === asyncFunctionSite || kind === asyncGeneratorSite)) return at;
    }
    return 0;
  }

  site(id: number): Site | null {
    return this.#sites[id] ?? null;
  }

  get siteCount(): number {
    return this.#sites.length;
  }
}
