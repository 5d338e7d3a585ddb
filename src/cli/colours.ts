// Emphasis on a terminal that wants it.

export interface Colours {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const plain = (text: string): string => text;
const styled =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** Colours for a stream: only on a terminal, and not where NO_COLOR is set (no-color.org). */
export function coloursFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Colours {
  const wanted = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  if (!wanted) return { heading: plain, dim: plain, good: plain, bad: plain };
  return { heading: styled(1, 22), dim: styled(2, 22), good: styled(32, 39), bad: styled(31, 39) };
}
