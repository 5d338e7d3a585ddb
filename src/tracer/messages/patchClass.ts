// Hearing of every instance of a class, unseen: a class that can't be told from it under unchanged property descriptors.

import { type Disguise, guarded, takePlaceOf } from '../patchMethod.ts';
import { hasStandIn, standInClass } from '../standInClass.ts';

type Class = abstract new (...args: never[]) => object;
type Created<Instance> = (instance: Instance, args: readonly unknown[]) => void;

/** Calls `created` with every instance that is made from now on, also of subclasses. `owners[…][name]` and the prototype's `constructor` become the replacement. */
export function patchClass<Instance extends object>(
  owners: readonly object[],
  name: string,
  disguise: Disguise,
  created: Created<Instance>,
): void {
  let replacement: Class | undefined;
  for (const owner of owners) {
    // Some globals are accessors until they are read for the first time.
    const original: unknown = Reflect.get(owner, name);
    const property = Object.getOwnPropertyDescriptor(owner, name);
    if (property === undefined || typeof original !== 'function') continue;
    replacement ??= observedClass(name, original as Class, created as Created<object>, disguise);
    redefine(owner, name, property, replacement);
  }
}

function observedClass(name: string, original: Class, created: Created<object>, disguise: Disguise): Class {
  const construct = (args: unknown[], newTarget: Class): object => {
    const instance = Reflect.construct(original, args as never[], newTarget);
    guarded(() => created(instance, args));
    return instance;
  };
  if (hasStandIn(name)) return standInClass(name, original, disguise, construct);
  const replacement: Class = new Proxy(original, {
    construct: (target, args: never[], newTarget) => construct(args, newTarget === replacement ? target : (newTarget as Class)),
  });
  takePlaceOf(original, replacement, disguise);
  return replacement;
}

function redefine(owner: object, name: string, property: PropertyDescriptor, value: unknown): void {
  const { configurable = false, enumerable = false, writable = true } = property;
  Reflect.defineProperty(owner, name, { configurable, enumerable, writable, value });
}
