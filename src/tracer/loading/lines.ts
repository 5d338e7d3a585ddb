// The lines of a source as V8 counts them.

/** Offsets at which each line begins. */
export function lineStarts(source: string): number[] {
  const starts = [0];
  for (const ending of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(ending.index + ending[0].length);
  return starts;
}

/** Line `line`, from 1, without its ending. */
export function lineAt(source: string, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  return source.slice(start, starts[line] ?? source.length).replace(/[\n\r\u2028\u2029]+$/, '');
}
