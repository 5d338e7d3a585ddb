// The source map that a compiled file carries, inline or beside it.

import { SourceMap } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from '../systemFiles.ts';

export interface CarriedMap {
  /** Where a position of the compiled file was written; undefined when the map does not say. Both count from 1. */
  find(line: number, column: number): { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

const comment = /\/[/*][#@]\s*sourceMappingURL=([^\s'"*]+)/g;
const inline = /^data:application\/json[^,]*?(;base64)?,/;

/** @returns undefined when the file carries none, or one that can't be read */
export function carriedMap(source: string, path: string): CarriedMap | undefined {
  if (!source.includes('sourceMappingURL=')) return undefined;
  const address = [...source.matchAll(comment)].at(-1)?.[1];
  if (address === undefined) return undefined;
  try {
    const found = readMap(address, path);
    const map = new SourceMap(JSON.parse(found.json));
    return { find: (line, column) => findEntry(map, found.folder, line, column) };
  } catch {
    return undefined;
  }
}

function readMap(address: string, path: string): { readonly json: string; readonly folder: string } {
  const data = inline.exec(address);
  if (data === null) {
    const file = address.startsWith('file:') ? fileURLToPath(address) : resolve(dirname(path), decodeURI(address));
    return { json: readFileSync(file, 'utf8'), folder: dirname(file) };
  }
  const text = address.slice(data[0].length);
  const json = data[1] === undefined ? decodeURIComponent(text) : Buffer.from(text, 'base64').toString();
  return { json, folder: dirname(path) };
}

function findEntry(map: SourceMap, folder: string, line: number, column: number): ReturnType<CarriedMap['find']> {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry) || typeof entry.originalSource !== 'string') return undefined;
  return { file: absolute(entry.originalSource, folder), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function absolute(source: string, folder: string): string {
  if (source.startsWith('file:')) return fileURLToPath(source);
  return isAbsolute(source) || /^[a-z][\w+.-]+:/i.test(source) ? source : resolve(folder, source);
}
