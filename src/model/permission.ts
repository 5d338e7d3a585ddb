// Node's permission model, where it would not let the preload in.

const evaluation = /^(?:-e|-p|-pe|-i|--eval|--print|--interactive)(?:=|$)/;
const permission = /^--(?:experimental-)?permission$/;

/**
 * Under the permission model Node lets a file and its preloads be read, but nothing for code that it is given as a word:
 * there the preload, which it can't read, would end the program before its first line.
 * @param command - its words; a shell's script counts as the words in it
 * @param nodeOptions - NODE_OPTIONS as that command will find it
 * @returns true also for a few commands that only look like it: they run untraced
 */
export function refusesPreload(command: readonly string[], nodeOptions: string | null | undefined): boolean {
  const words = command.flatMap((word, index) => (isScript(command, index) ? word.split(/[\s"']+/) : [word]));
  if (!words.some((word) => evaluation.test(word))) return false;
  return [...words, ...(nodeOptions ?? '').split(/\s+/)].some((word) => permission.test(word));
}

/** Whether that word is what a shell shall run. */
function isScript(command: readonly string[], index: number): boolean {
  return command[index - 1] === '-c' || command[index - 1]?.toLowerCase() === '/c';
}
