// The options that this Node was started with.

/**
 * Whether the thread was started with that option, in its words or in NODE_OPTIONS. Those of a configuration file are not known.
 * @param name - as Node lists it, with its dashes
 */
export function isStartedWith(name: string): boolean {
  return process.execArgv.concat(process.env.NODE_OPTIONS?.split(/\s+/) ?? []).some((word) => word.split('=', 1)[0] === name);
}
