// Function.prototype.toString: a function of the program prints as the person wrote it, a patch as what it replaced.

import { runtimeGlobal } from '../../model/launch.ts';
import { replaceFunction } from '../patchMethod.ts';
import type { LoadedFile, LoadedSources } from './loadedSources.ts';
import { undoEdits } from './undoEdits.ts';

const mark = `${runtimeGlobal}.`;
const markedSite = /__tc\$\.\w\((?:__tc\$c,)?(\d+)/;

/** What a replacement prints as. Weak: patches of short-lived objects must not pile up. */
export type Originals = WeakMap<object, object>;

export function installFunctionText(files: LoadedSources, originals: Originals): void {
  const disguise = (replacement: object, original: object): void => void originals.set(replacement, original);
  replaceFunction(Function.prototype, 'toString', disguise, (native) => ({
    apply(_target, self: unknown, args: unknown[]) {
      const shown = typeof self === 'function' ? (originals.get(self) ?? self) : self;
      const text: unknown = Reflect.apply(native, shown, args);
      return typeof text === 'string' && text.includes(mark) ? originalText(text, files) : text;
    },
  }));
}

/** The text before it was instrumented; the same text when it can't be found. */
export function originalText(text: string, files: LoadedSources): string {
  try {
    const found = markedSite.exec(text);
    const file = found === null ? undefined : files.withSite(Number(found[1]));
    if (found === null || file === undefined || file.isCompiled) return text;
    const { source, edits, firstSite } = file.loaded;
    const start = findText(text, found, file);
    return start === undefined ? text : undoEdits(text, start, source, edits, firstSite);
  } catch {
    return text;
  }
}

/** Where the text stands in the file's code, found by one of its sites: only types may have been blanked out since. */
function findText(text: string, found: RegExpExecArray, file: LoadedFile): number | undefined {
  const { code } = file;
  for (let at = code.indexOf(found[0]); at >= 0; at = code.indexOf(found[0], at + 1)) {
    const start = at - found.index;
    if (start >= 0 && isStripped(text, code, start)) return start;
  }
  return undefined;
}

function isStripped(text: string, code: string, start: number): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== code[start + i] && text[i] !== ' ' && text[i] !== ';') return false;
  }
  return true;
}
