// Hearing of every instance of a class, unseen: a Proxy under unchanged property descriptors.

import { type Disguise, guarded } from '../patchMethod.ts';

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
    replacement ??= observedClass(original as Class, created as Created<object>, disguise);
    redefine(owner, name, property, replacement);
  }
}

function observedClass(original: Class, created: Created<object>, disguise: Disguise): Class {
  const replacement: Class = new Proxy(original, {
    construct(target, args: never[], newTarget) {
      const instance = Reflect.construct(target, args, newTarget === replacement ? target : newTarget) as object;
      guarded(() => created(instance, args));
      return instance;
    },
  });
  disguise(replacement, original);
  const prototype = original.prototype as object;
  const property = Object.getOwnPropertyDescriptor(prototype, 'constructor');
  if (property?.value === original) redefine(prototype, 'constructor', property, replacement);
  return replacement;
}

function redefine(owner: object, name: string, property: PropertyDescriptor, value: unknown): void {
  const { configurable = false, enumerable = false, writable = true } = property;
  Reflect.defineProperty(owner, name, { configurable, enumerable, writable, value });
}
