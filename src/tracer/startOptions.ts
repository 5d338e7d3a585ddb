// The options that this Node was started with.

/**
 * Whether the thread was started with that option, in its words or in NODE_OPTIONS. Those of a configuration file are not known.
 * @param name - as Node lists it, with its dashes
 */
export function isStartedWith(name: string): boolean {
  const words = process.execArgv.concat(process.env.NODE_OPTIONS?.split(/\s+/) ?? []);
  // Node takes underscores for dashes.
  return words.some((word) => word.split('=', 1)[0]!.replaceAll('_', '-') === name);
}
