// util.getCallSites: the program's own places, as in its stacks.

import { type Disguise, replaceFunction } from '../patchMethod.ts';
import type { HookFrames } from './hookFrames.ts';
import type { LoadedSources } from './loadedSources.ts';

type CallSite = Readonly<Record<'functionName' | 'scriptName', string> & Record<'lineNumber' | 'columnNumber' | 'column', number>>;

const defaultCount = 10;
/** The most that Node gives. */
const mostFrames = 200;

/** @param ownFile - the file of our own frames */
export function installUtilCallSites(files: LoadedSources, hookFrames: HookFrames, ownFile: string, disguise: Disguise): void {
  const util = process.getBuiltinModule('node:util');
  const correct = (name: string): unknown =>
    replaceFunction(util, name, disguise, (original) => ({
      apply(_target, self: unknown, args: unknown[]) {
        const first = args[0];
        const second = args[1];
        const isOptions = typeof first === 'object' && second === undefined;
        const count = first === undefined || isOptions ? defaultCount : first;
        const isValid = typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= mostFrames;
        if (!isValid) return Reflect.apply(original, self, args as never);
        const options = isOptions ? first : second;
        const words = options === undefined ? [mostFrames] : [mostFrames, options];
        const sites = Reflect.apply(original, self, words as never) as readonly CallSite[];
        const isForeign = hookFrames.among(
          sites.map(({ scriptName, functionName }) => ({ file: scriptName, name: functionName })),
          ownFile,
        );
        return sites
          .filter((_site, index) => !isForeign[index])
          .slice(0, count)
          .map((site) => placed(site, files));
      },
    }));
  const getCallSites = correct('getCallSites');
  // Node 22 has its first name too, deprecated: a function around the other, which is its prototype.
  const older: unknown = Reflect.get(util, 'getCallSite');
  if (typeof older !== 'function') return;
  Object.setPrototypeOf(older, getCallSites as object);
  correct('getCallSite');
}

function placed(site: CallSite, files: LoadedSources): CallSite {
  const { lineNumber: line, columnNumber, column } = site;
  const file = files.get(site.scriptName);
  if (file === undefined) return site;
  const original = file.original({ line, column: columnNumber ?? column });
  // Older versions have one name for the column, newer ones two.
  const columns = 'columnNumber' in site ? { columnNumber: original.column, column: original.column } : { column: original.column };
  return Object.assign(site, { lineNumber: original.line, ...columns });
}
