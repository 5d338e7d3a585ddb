// NODE_OPTIONS with the preload in it, and without it again.

/** A path as one word of NODE_OPTIONS: Node splits at spaces, and takes a backslash in double quotes for an escape. */
function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** `options` with the preload in front: it must come before what the program preloads. */
export function withPreload(options: string | undefined, preload: string): string {
  const own = `--require=${quoted(preload)}`;
  return options === undefined || options === '' ? own : `${own} ${options}`;
}

/** `options` without the preload; undefined when they do not name it. */
export function withoutPreload(options: string, preload: string): string | undefined {
  for (const path of [quoted(preload), preload]) {
    for (const flag of ['--require=', '--require ', '-r ']) {
      const at = options.indexOf(flag + path);
      if (at < 0) continue;
      const before = options.slice(0, at).trimEnd();
      const after = options.slice(at + flag.length + path.length).trimStart();
      return before !== '' && after !== '' ? `${before} ${after}` : before + after;
    }
  }
  return undefined;
}
