// What each script of this thread was before it was instrumented, by the names that V8 knows it by.

import { SourceMap } from 'node:module';
import { pathToFileURL } from 'node:url';
import { applyEdits, type Edit } from '../../model/edits.ts';
import { EditedColumns } from './editedColumns.ts';

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface LoadedSource {
  readonly source: string;
  readonly edits: readonly Edit[];
  readonly firstSite: number;
  readonly sites: number;
  /** Node strips its types. */
  readonly typescript: boolean;
  /** The source map of a compiler that ran after the edits; undefined when Node runs the edited text itself. */
  readonly compiledMap?: string;
}

/** One loaded file; what is costly is computed when first asked for. */
export class LoadedFile {
  /** By which V8 knows it as a module. */
  readonly url: string;
  readonly loaded: LoadedSource;
  #columns: EditedColumns | undefined;
  #map: SourceMap | undefined;

  constructor(url: string, loaded: LoadedSource) {
    this.url = url;
    this.loaded = loaded;
  }

  /** The instrumented text. */
  get code(): string {
    return applyEdits(this.loaded.source, this.loaded.edits, this.loaded.firstSite);
  }

  get isCompiled(): boolean {
    return this.loaded.compiledMap !== undefined;
  }

  /** Whether it was compiled before it was loaded, and says from what. */
  get carriesMap(): boolean {
    return this.loaded.source.includes('sourceMappingURL=');
  }

  /** Whether that line of the original reads differently when it runs. */
  isEdited(line: number): boolean {
    return this.isCompiled || this.#editedColumns().isEdited(line);
  }

  /** Where a position of the running script stands in the original. */
  original(position: Position): Position {
    const { line, column } = this.#beforeCompiler(position);
    return { line, column: this.#editedColumns().originalColumn(line, column) };
  }

  #editedColumns(): EditedColumns {
    const { source, edits, firstSite } = this.loaded;
    this.#columns ??= new EditedColumns(source, edits, firstSite);
    return this.#columns;
  }

  #beforeCompiler(position: Position): Position {
    const { compiledMap } = this.loaded;
    if (compiledMap === undefined) return position;
    this.#map ??= new SourceMap(JSON.parse(compiledMap));
    const entry = this.#map.findEntry(position.line - 1, position.column - 1);
    return 'originalLine' in entry ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 } : position;
  }
}

/** Every instrumented file of this thread. */
export class LoadedSources {
  readonly #byName = new Map<string, LoadedFile>();
  /** Ascending by first site. */
  readonly #bySite: LoadedFile[] = [];
  /** Whether any of them was compiled from something else and says so. */
  carryMaps = false;

  add(path: string, url: string | undefined, loaded: LoadedSource): void {
    const file = new LoadedFile(url ?? pathToFileURL(path).href, loaded);
    this.#byName.set(path, file);
    this.#byName.set(file.url, file);
    this.#bySite.push(file);
    this.carryMaps ||= file.carriesMap;
  }

  /** @param name - path or URL, as a call site gives it */
  get(name: string): LoadedFile | undefined {
    return this.#byName.get(name);
  }

  /** The same text loaded before under this name: Node loads some entries twice. */
  same(name: string, source: string): LoadedFile | undefined {
    const file = this.#byName.get(name);
    return file?.loaded.source === source ? file : undefined;
  }

  withSite(site: number): LoadedFile | undefined {
    return this.#bySite.findLast(({ loaded }) => loaded.firstSite <= site && site < loaded.firstSite + loaded.sites);
  }
}
