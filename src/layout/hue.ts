// The hue of a function family: the same in every run and on every machine.

export const hueCount = 6;

/**
 * A hue of a function, 0–5, from its file and name (FNV-1a).
 * @param cwd - the run's folder; files below it count from there, so that a checkout elsewhere has the same colours
 */
export function hueOf(file: string, name: string, cwd: string): number {
  const near = cwd !== '' && file.startsWith(cwd) ? file.slice(cwd.length) : file;
  return hash(`${near.replaceAll('\\', '/')}\n${name}`) % hueCount;
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  // The low bits of FNV mix badly for short texts.
  state ^= state >>> 15;
  return state >>> 0;
}
