// One source to its instrumented text: edits from the cache or the transformer, sites defined, the original remembered.

import { applyEdits, type Edit, type Instrumentation } from '../../model/edits.ts';
import { runtimeGlobal } from '../../model/launch.ts';
import { needsTransform } from '../../model/needsTransform.ts';
import type { Site } from '../../model/wire/records.ts';
import type { SourceFormat, Transform } from './editCache.ts';
import type { LoadedSources } from './loadedSources.ts';
import { sitesBySource } from './sitesBySource.ts';
import { carriedMap } from './sourceMap.ts';

export interface InstrumentRequest {
  readonly source: string;
  readonly path: string;
  /** By which V8 knows the script; without one the URL of the path. */
  readonly url?: string;
  readonly format: SourceFormat;
  /** Node will strip its types. */
  readonly typescript: boolean;
  /** A compiler has been there, whatever the extension says. */
  readonly isJavaScript?: boolean;
}

/** What a compiler makes of edited source that Node can't run. */
export interface Compiled {
  readonly code: string;
  /** From `code` to the edited source, version 3. */
  readonly map: string;
}
/** @returns undefined when the edited source is what Node shall run */
export type Compile = (edited: string, request: InstrumentRequest, decorators: boolean) => Compiled | undefined;

export interface Instrumenting {
  readonly transform: Transform;
  readonly files: LoadedSources;
  readonly compile: Compile;
  defineSourceFile(path: string, sites: readonly Site[]): number;
}

export interface Instrumented {
  readonly code: string;
  /** Its types are gone: what is left is JavaScript. */
  readonly isCompiled: boolean;
}

/**
 * @returns undefined when there is nothing to change
 * @throws whatever the transformer throws at source that does not parse
 */
export function instrument(
  request: InstrumentRequest,
  { transform, files, compile, defineSourceFile }: Instrumenting,
): Instrumented | undefined {
  const { source, path, url, format, typescript, isJavaScript = false } = request;
  const before = files.same(url ?? path, source);
  if (before !== undefined && !before.isCompiled) return { code: before.code, isCompiled: false };
  if (!needsTransform(source, typescript) && (isJavaScript || !path.endsWith('x'))) return undefined;
  const made = transform({ source, fileName: path, format, typescript }) ?? { sites: [], edits: [], decorators: false };
  const { sources, edits: ownEdits } = sitesBySource(path, made, made.sites.length === 0 ? undefined : carriedMap(source, path));
  const edits = format === 'unambiguous' ? keepDetectable(source, ownEdits) : ownEdits;
  let firstSite = 0;
  sources.forEach(({ path: file, sites }, index) => {
    const first = sites.length === 0 ? 0 : defineSourceFile(file, sites);
    if (index === 0) firstSite = first;
  });
  const edited = applyEdits(source, edits, firstSite);
  const compiled = isJavaScript ? undefined : compile(edited, request, made.decorators);
  if (edits.length === 0 && compiled === undefined) return undefined;
  const compiledMap = compiled === undefined ? {} : { compiledMap: compiled.map };
  files.add(path, url, { source, edits, firstSite, sites: made.sites.length, typescript, ...compiledMap });
  return { code: compiled?.code ?? edited, isCompiled: compiled !== undefined };
}

const topLevelAwait = `${runtimeGlobal}.r(${runtimeGlobal}.m,`;

/**
 * Node tries a file of no declared format as CommonJS and goes by the first error. An `await` as a statement tells it that
 * this is a module, an `await` among arguments, as ours, does not: `export{}` does, and does nothing else.
 */
function keepDetectable(source: string, edits: readonly Edit[]): readonly Edit[] {
  if (!edits.some(({ text }) => text.includes(topLevelAwait))) return edits;
  const at = /^#!.*(?:\r\n|[\n\r\u2028\u2029])/.exec(source)?.[0].length ?? 0;
  const first = edits[0];
  const joined = first.at === at ? { ...first, text: `export{};${first.text}` } : { at, remove: 0, text: 'export{};' };
  return first.at === at ? [joined, ...edits.slice(1)] : [joined, ...edits];
}

/** Source that another thread will evaluate, and what that thread must be told first. */
export interface Handover {
  readonly code: string;
  /** JSON, for {@link adopt} in that thread. */
  readonly handover: string;
}

/** The name under which Node evaluates a worker's source. */
const evaluated = '[worker eval]';

/**
 * Numbers the sites from 1: they must be the first of the thread that runs the code.
 * @throws whatever the transformer throws at source that does not parse
 */
export function instrumentForThread(source: string, { transform }: Pick<Instrumenting, 'transform'>): Handover | undefined {
  if (!needsTransform(source, false)) return undefined;
  const made = transform({ source, fileName: `${evaluated}.cjs`, format: 'commonjs', typescript: false });
  if (made === null || made.edits.length === 0) return undefined;
  const { sites, edits } = made;
  return { code: applyEdits(source, edits, 1), handover: JSON.stringify({ source, sites, edits }) };
}

/** Before any file of the thread is loaded. */
export function adopt(handover: string, { files, defineSourceFile }: Pick<Instrumenting, 'files' | 'defineSourceFile'>): void {
  const { source, sites, edits } = JSON.parse(handover) as { readonly source: string } & Instrumentation;
  const firstSite = defineSourceFile(evaluated, sites);
  files.add(evaluated, evaluated, { source, edits, firstSite, sites: sites.length, typescript: false });
}
