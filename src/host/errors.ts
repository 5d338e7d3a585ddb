// The errors of this room: what could not be started, read or written, and where.

export type HostCode = 'NODE_NOT_USABLE' | 'TRACER_MISSING' | 'COMMAND_NOT_FOUND' | 'INPUT_MISSING' | 'OUTPUT_UNWRITABLE';

/** `message` states facts on one line; advice belongs to the caller. */
export class HostError extends Error {
  readonly code: HostCode;

  constructor(code: HostCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}

/** An operating system's refusal in words: `permission denied (EACCES)`. */
export function refusal(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const words = code === undefined ? undefined : refusals[code];
  if (words !== undefined) return `${words} (${code})`;
  return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'a file of that name is in the way',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  ENOEXEC: 'it is not a program',
  EFBIG: 'the file is too large',
};
