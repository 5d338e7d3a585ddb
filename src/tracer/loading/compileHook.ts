// CommonJS that a program's own compiler hands to Node past every hook: instrumented where Node compiles it.
//
// Only once such a compiler has been loaded: the patch would show in the stacks of every required module.

import Module from 'node:module';
import { runtimeGlobal } from '../../model/launch.ts';
import { type Disguise, replaceFunction } from '../patchMethod.ts';

const compilers = /[\\/]node_modules[\\/](?:tsx|ts-node|esbuild-register|sucrase|pirates|@swc-node[\\/]register|@babel[\\/]register)[\\/]/;

export class CompileHook {
  readonly #instrument: (source: string, path: string) => string | undefined;
  readonly #disguise: Disguise;
  #isInstalled = false;

  /** @param instrument - of a file's JavaScript; never throws */
  constructor(instrument: (source: string, path: string) => string | undefined, disguise: Disguise) {
    this.#instrument = instrument;
    this.#disguise = disguise;
  }

  /** Hears of every file before it is loaded. */
  loading(url: string): void {
    if (this.#isInstalled || !compilers.test(url)) return;
    this.#isInstalled = true;
    replaceFunction(Module.prototype, '_compile', this.#disguise, (original) => ({
      apply: (_target, self: unknown, args: unknown[]) => {
        const source = args[0];
        const path = args[1];
        const isOpen = typeof source === 'string' && typeof path === 'string' && !source.includes(runtimeGlobal);
        const code = isOpen ? this.#instrument(source, path) : undefined;
        return Reflect.apply(original, self, [code ?? source, path].concat(args.slice(2)));
      },
    }));
  }
}
