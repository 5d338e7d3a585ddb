// What a verb of the command line is made of.

import type { Installation } from './installation.ts';
import type { OptionKinds, ParsedOptions } from './options.ts';

export interface Verb {
  readonly help: string;
  /** Besides `--help`, which every verb has. */
  readonly options: OptionKinds;
  /** Whether what follows the first word belongs to somebody else. */
  readonly optionsEndAtWord: boolean;
  /** @throws the errors that exitCodes.ts knows */
  act(parsed: ParsedOptions, installation: Installation): void | Promise<void>;
}
