// Node's permission model, where it would not let the preload in.

const permission = /(?:^|[\s"'])--(?:experimental-)?permission(?=$|[\s"'])/;
const evaluation = /(?:^|[\s"'])(?:-e|-p|-pe|-i|--eval|--print|--interactive)(?=$|[\s"'=])/;

/**
 * Under the permission model Node lets a file and its preloads be read, but nothing for code that it is given as a word:
 * there the preload, which it can't read, would end the program before its first line.
 * @param words - a command; a shell's may hold another in one word
 * @param nodeOptions - NODE_OPTIONS as that command will find it
 * @returns true also for some commands that only look like it: they run untraced
 */
export function refusesPreload(words: readonly string[], nodeOptions: string | null | undefined): boolean {
  const command = words.join(' ');
  return evaluation.test(command) && (permission.test(command) || permission.test(nodeOptions ?? ''));
}
