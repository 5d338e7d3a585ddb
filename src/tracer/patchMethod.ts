// Patches that the program can't tell from what they replace: Proxies under unchanged property descriptors.

type Method = (...args: never[]) => unknown;

/** Runs around one call; must call `proceed` once, return its result, and throw nothing of its own. */
export type Around = (self: unknown, args: readonly unknown[], proceed: () => unknown) => unknown;

/** Told of each replacement, so that it can be made to print as its original. */
export type Disguise = (replacement: object, original: object) => void;

/** Replaces `owner[name]`, if it is a function of its own. @returns what now stands there */
export function patchMethod(owner: object, name: PropertyKey, disguise: Disguise, around: Around): unknown {
  return replaceFunction(owner, name, disguise, (original) => ({
    apply: (_target, self: unknown, args: unknown[]) => around(self, args, () => Reflect.apply(original, self, args)),
  }));
}

/** Replaces `owner[name]`, if it is a function of its own, by a Proxy with this handler. @returns what now stands there */
export function replaceFunction(
  owner: object,
  name: PropertyKey,
  disguise: Disguise,
  handlerOf: (original: Method) => ProxyHandler<Method>,
): unknown {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  const original: unknown = property?.value;
  if (property === undefined || typeof original !== 'function') return original;
  const replacement = new Proxy(original as Method, handlerOf(original as Method));
  takePlaceOf(original, replacement, disguise);
  const isReplaced = Reflect.defineProperty(owner, name, { ...property, value: replacement });
  return isReplaced ? replacement : original;
}

/** Whoever asks the replacement what it is hears of the original; whoever asks the original's prototype, as `x.constructor` does, hears of the replacement. */
export function takePlaceOf(original: object, replacement: object, disguise: Disguise): void {
  disguise(replacement, original);
  const prototype: unknown = Reflect.getOwnPropertyDescriptor(original, 'prototype')?.value;
  if (typeof prototype !== 'object' || prototype === null) return;
  const property = Reflect.getOwnPropertyDescriptor(prototype, 'constructor');
  if (property?.value === original) Reflect.defineProperty(prototype, 'constructor', { ...property, value: replacement });
}

/** A fault of ours costs a record, never the program. */
export function guarded(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing can be said here that the program would not see.
  }
}

/** The value of the own property whose symbol has this description: how Node keeps what it does not show. */
export function hiddenProperty(owner: object, description: string): unknown {
  const symbols = Object.getOwnPropertySymbols(owner);
  for (let index = 0; index < symbols.length; index++) {
    if (symbols[index]!.description === description) return Reflect.get(owner, symbols[index]!);
  }
  return undefined;
}
