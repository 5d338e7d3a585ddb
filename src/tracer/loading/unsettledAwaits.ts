// Node's warning of top-level awaits that never settle: it must show the line as the person wrote it.
//
// C++ prints it from V8's text, once the event loop is empty, unless an exit code is set. So we print it, and set the code
// that Node would set next.

import Module from 'node:module';
import { pathToFileURL } from 'node:url';
import { runtimeGlobal } from '../../model/launch.ts';
import { type Disguise, guarded, patchMethod } from '../patchMethod.ts';
import { realpathSync, writeSync } from '../systemFiles.ts';
import { excerptAt } from './fatalExcerpt.ts';
import type { LoadedFile, LoadedSources } from './loadedSources.ts';

const nextTick = process.nextTick.bind(process);
/** Node says nothing otherwise, and exits the same. */
const areWarningsOn: boolean =
  process.env['NODE_NO_WARNINGS'] !== '1' &&
  ![...process.execArgv, process.env.NODE_OPTIONS].some((word) => word?.includes('--no-warnings'));
/** What Node exits with. */
const unsettledExitCode = 13;

interface Stalled {
  readonly file: LoadedFile;
  readonly site: number;
}

export class UnsettledAwaits {
  readonly #files: LoadedSources;
  readonly #beQuiet: () => () => void;
  /**
   * The sites that top-level code has waited at, each with a number that grows with the last time. Nothing is deleted:
   * that gives a table of a few a new one each time, in the old space of the program's heap once it is old itself.
   */
  readonly #sites = new Map<number, number>();
  #lastSite = 0;
  #changes = 0;
  readonly #urls = new Set<string>();

  /** @param beQuiet - from then on nothing is recorded, until what it returns is called */
  constructor(files: LoadedSources, beQuiet: () => () => void) {
    this.#files = files;
    this.#beQuiet = beQuiet;
  }

  /** Whether the program has hooks of its own. */
  get isLeftToNode(): boolean {
    return this.#areOtherHooks;
  }

  /** Hooks of others would hear of what we import to ask; those in a thread of Node's answer too late besides. */
  #areOtherHooks = process.execArgv.some((word) => /^--(experimental-)?loader\b/.test(word));

  /** The program has hooks of its own. */
  leaveToNode(): void {
    this.#areOtherHooks = true;
  }

  /** Hears of hooks that the program registers for a thread of Node's. */
  watchHooks(disguise: Disguise): void {
    patchMethod(Module, 'register', disguise, (_self, _args, proceed) => {
      this.leaveToNode();
      return proceed();
    });
  }

  /** Top-level code waits at this site. */
  suspended(site: number): void {
    if (site === this.#lastSite) return;
    this.#lastSite = site;
    this.#sites.set(site, ++this.#changes);
  }

  loading(url: string): void {
    this.#urls.add(url);
  }

  get areAny(): boolean {
    return this.#sites.size > 0;
  }

  /**
   * To be called when the event loop is empty and nothing of the program can run any more but exit listeners. Prints in
   * the ticks and microtasks that follow.
   */
  print(): void {
    // An entry of CommonJS waits for nothing.
    if (process.exitCode !== undefined || process.mainModule !== undefined || this.#areOtherHooks || !areWarningsOn) return;
    guarded(() => {
      const entry = pathToFileURL(realpathSync(process.argv[1] ?? '')).href;
      if (!this.#urls.has(entry)) return;
      const latest = this.#latestSites();
      const speak = this.#beQuiet();
      const settled = settledAmong([entry, ...Array.from(latest.keys(), ({ url }) => url)].filter((url) => this.#urls.has(url)));
      afterMicrotasks(() => {
        guarded(() => this.#printStalled(stalledOf(entry, latest, settled)));
        speak();
      });
    });
  }

  /** The site where the top-level code of each file has waited last. */
  #latestSites(): ReadonlyMap<LoadedFile, number> {
    const latest = new Map<LoadedFile, number>();
    for (const [site] of Array.from(this.#sites).sort(([, one], [, other]) => one - other)) {
      const file = this.#files.withSite(site);
      if (file !== undefined) latest.set(file, site);
    }
    return latest;
  }

  #printStalled(stalled: readonly Stalled[]): void {
    const texts = stalled.map((one) => warningOf(one, this.#files));
    // One that can't be told is left to Node, and then so are all.
    if (texts.length === 0 || texts.includes(undefined)) return;
    writeSync(2, texts.join(''));
    process.exitCode = unsettledExitCode;
  }
}

/** Empty when the entry has settled. */
function stalledOf(entry: string, latest: ReadonlyMap<LoadedFile, number>, settled: ReadonlySet<string>): readonly Stalled[] {
  if (settled.has(entry)) return [];
  const stalled = Array.from(latest, ([file, site]) => ({ file, site })).filter(({ file }) => !settled.has(file.url));
  // Once the entry's own code runs, what it imports has settled; others are none of its graph.
  const ofEntry = stalled.filter(({ file }) => file.url === entry);
  return ofEntry.length > 0 ? ofEntry : stalled;
}

/** Runs `action` once no microtask is left. */
function afterMicrotasks(action: () => void): void {
  void Promise.resolve().then(() => nextTick(action));
}

/**
 * Of modules that have been loaded: to import them once more only tells how they ended.
 * @returns those that have, once the microtasks have run
 */
function settledAmong(urls: readonly string[]): ReadonlySet<string> {
  const settled = new Set<string>();
  for (const url of urls) {
    const settle = (): void => void settled.add(url);
    import(url).then(settle, settle);
  }
  return settled;
}

function warningOf({ file, site }: Stalled, files: LoadedSources): string | undefined {
  const { code } = file;
  const awaited = `await ${runtimeGlobal}.s(${runtimeGlobal}.m,${site},`;
  const iterated = ` of ${runtimeGlobal}.f(${runtimeGlobal}.m,${site},`;
  const at = code.includes(awaited) ? code.indexOf(awaited) : bindingBefore(code, code.indexOf(iterated));
  const excerpt = at < 0 ? undefined : excerptAt(file, positionOf(code, at), files);
  return excerpt === undefined ? undefined : `Warning: Detected unsettled top-level await at ${excerpt}\n\n\n`;
}

/** Where V8 says that a `for await` waits: at the name of its variable. */
function bindingBefore(code: string, of: number): number {
  const head = [...code.slice(0, Math.max(of, 0)).matchAll(/for\s+await\s*\(\s*(?:(?:const|let|var)\s+)?/g)].at(-1);
  return head === undefined ? -1 : head.index + head[0].length;
}

function positionOf(code: string, at: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
