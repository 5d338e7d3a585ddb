// Which call sites make an async resource, and not a promise: the only ones that count where promises are not recorded.

import { codeOf, siteKinds } from '../model/vocabulary.ts';
import type { Site } from '../model/wire/records.ts';

const call: number = codeOf(siteKinds, 'call');
const makesPromise = /(?:^|\.)(?:Promise|then|catch|finally)$|^Promise\./;

export class ResourceSites {
  readonly #sites = new Set<number>();

  /** `first`: the id of the first of them; the others follow. */
  add(first: number, sites: readonly Site[]): void {
    sites.forEach(({ kind, name }, index) => {
      if (kind === call && !makesPromise.test(name)) this.#sites.add(first + index);
    });
  }

  has(site: number): boolean {
    return this.#sites.has(site);
  }
}
