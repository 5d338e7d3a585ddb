// Where a trace stands on disk: the `.ctrace` of a run that has ended, or the folder that a run appends to, which is named the same without `.ctrace`.

const extension = '.ctrace';

/** The folder in which the run that ends as `file` is recorded. */
export function runFolderOf(file: string): string {
  return file.endsWith(extension) ? file.slice(0, -extension.length) : `${file}.segments`;
}
