// Texts and sources of the whole trace, and the way there from each thread's own ids.

import type { SourceTable } from '../model/trace.ts';
import type { Site } from '../model/wire/records.ts';
import type { ThreadTexts } from './threadTexts.ts';

export class TraceTexts {
  readonly strings: string[] = [''];
  readonly #ids = new Map<string, number>([['', 0]]);
  readonly #sites: { readonly file: number; readonly site: Site }[] = [];
  /** By path: the versions of a file that threads have loaded, with their first source. */
  readonly #files = new Map<string, { readonly sites: readonly Site[]; readonly firstSource: number }[]>();

  intern(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.strings.push(text) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }

  /** By the thread's text id, the trace's string. */
  textsOf(thread: ThreadTexts): Uint32Array {
    return Uint32Array.from(thread.texts, (text) => this.intern(text));
  }

  /** By the thread's site id, the trace's source. A file that several threads loaded has its sources once. */
  sourcesOf(thread: ThreadTexts): Uint32Array {
    const sources = new Uint32Array(thread.siteCount);
    for (const { path, firstSite, sites } of thread.files) {
      const first = this.#firstSource(path, sites);
      for (let index = 0; index < sites.length; index++) sources[firstSite + index] = first + index;
    }
    return sources;
  }

  #firstSource(path: string, sites: readonly Site[]): number {
    const versions = this.#files.get(path) ?? [];
    this.#files.set(path, versions);
    const known = versions.find((version) => equalSites(version.sites, sites));
    if (known !== undefined) return known.firstSource;
    const firstSource = this.#sites.length + 1;
    versions.push({ sites, firstSource });
    const file = this.intern(path);
    for (const site of sites) this.#sites.push({ file, site });
    return firstSource;
  }

  sourceTable(): SourceTable {
    const count = this.#sites.length + 1;
    const table = {
      count,
      file: new Uint32Array(count),
      line: new Uint32Array(count),
      column: new Uint32Array(count),
      kind: new Uint8Array(count),
      name: new Uint32Array(count),
    };
    this.#sites.forEach(({ file, site }, index) => {
      table.file[index + 1] = file;
      table.line[index + 1] = site.line;
      table.column[index + 1] = site.column;
      table.kind[index + 1] = site.kind;
      table.name[index + 1] = this.intern(site.name);
    });
    return table;
  }
}

function equalSites(a: readonly Site[], b: readonly Site[]): boolean {
  return (
    a.length === b.length &&
    a.every((site, index) => site.line === b[index]!.line && site.column === b[index]!.column && site.kind === b[index]!.kind)
  );
}
