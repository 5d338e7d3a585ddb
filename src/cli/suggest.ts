// The word that was probably meant.

/** The nearest of `known`, when it is near enough to be a slip of the hand, or one begins with the other; null otherwise. O(known × length²). */
export function suggest(word: string, known: readonly string[]): string | null {
  const begun = known.find(
    (candidate) => (word.length > 1 && candidate.startsWith(word)) || (candidate.length > 2 && word.startsWith(candidate)),
  );
  if (begun !== undefined) return begun;
  let nearest: string | null = null;
  let least = word.length < 8 ? 2 : 3;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < least) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

/** Insertions, deletions, substitutions and swaps of neighbours: Damerau 1964, each place edited once. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const substituted = last[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? beforeLast[j - 2]! + 1 : Infinity;
      row.push(Math.min(substituted, swapped, last[j]! + 1, row[j - 1]! + 1));
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length]!;
}
