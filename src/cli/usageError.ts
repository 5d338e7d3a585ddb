// A command line that can't be carried out as it stands.

/** `message` is the fault on one line; the caller adds which verb's help to read. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
