// `--env-file`: NODE_OPTIONS that a command takes from a file. Node looks there only where the environment has none, and ours has some.

const node = /(?:^|[\\/])node(?:\.exe)?$/i;

/**
 * @param command - its words, the first of which tells whether it is a Node; that takes the option from any of them up to `--`
 * @param optionsIn - NODE_OPTIONS in the file of that path, undefined when it has none or can't be read
 * @returns what the last file says
 */
export function optionsFromEnvFiles(command: readonly string[], optionsIn: (path: string) => string | undefined): string | undefined {
  if (!node.test(command[0] ?? '')) return undefined;
  let options: string | undefined;
  for (let index = 1; index < command.length && command[index] !== '--'; index++) {
    const found = /^--env-file(?:-if-exists)?(?:=(.*))?$/s.exec(command[index]!);
    if (found === null) continue;
    const path = found[1] ?? command[index + 1];
    if (path !== undefined) options = optionsIn(path) ?? options;
  }
  return options;
}
