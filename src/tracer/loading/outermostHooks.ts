// Keeps our load hook the outermost, so that it sees what a program's own hooks have compiled: then a stack is mapped back in
// the reverse order, ours first, theirs by the source map that they have put into the text.

import Module, { type RegisterHooksOptions, registerHooks } from 'node:module';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';

/** @param registered - the program has hooks of its own from now on */
export function registerOutermost(hooks: RegisterHooksOptions, disguise: Disguise, registered: () => void): void {
  const register = registerHooks;
  let ours = register(hooks);
  replaceFunction(Module, 'registerHooks', disguise, (original) => ({
    apply(_target, self: unknown, args: unknown[]) {
      const theirs: unknown = Reflect.apply(original, self, args);
      guarded(() => {
        registered();
        ours.deregister();
        ours = register(hooks);
      });
      return theirs;
    },
  }));
}
