// The sites of a file, grouped by the sources that they were written in: a compiled file has its sites elsewhere.

import type { Edit, Instrumentation } from '../../model/edits.ts';
import type { Site } from '../../model/wire/records.ts';
import type { CarriedMap } from './sourceMap.ts';

interface SourceSites {
  readonly path: string;
  readonly sites: readonly Site[];
}

export interface SitesBySource {
  /** In the order in which their sites are numbered. */
  readonly sources: readonly SourceSites[];
  /** The edits, with the sites' new numbers. */
  readonly edits: readonly Edit[];
}

/** Places each site by the map; one that the map does not know stays in the file itself. O(sites + edits). */
export function sitesBySource(path: string, { sites, edits }: Instrumentation, map: CarriedMap | undefined): SitesBySource {
  if (map === undefined) return { sources: [{ path, sites }], edits };
  const bySource = new Map<string, { readonly index: number; readonly site: Site }[]>();
  sites.forEach((site, index) => {
    const place = map.find(site.line, site.column);
    const group = bySource.get(place?.file ?? path) ?? [];
    group.push({ index, site: place === undefined ? site : { ...site, line: place.line, column: place.column } });
    bySource.set(place?.file ?? path, group);
  });
  const renumbered: number[] = [];
  let next = 0;
  for (const group of bySource.values()) for (const { index } of group) renumbered[index] = next++;
  return {
    sources: [...bySource].map(([source, group]) => ({ path: source, sites: group.map(({ site }) => site) })),
    edits: edits.map((edit) => (edit.sites === undefined ? edit : { ...edit, sites: edit.sites.map((site) => renumbered[site]) })),
  };
}
