// The value at a rank without sorting the rest: Hoare, "Algorithm 65: Find", 1961.

/**
 * The value that would stand at `rank` if `values` were sorted; numbers only, no NaN. Reorders those from `low` on, so that none before
 * the rank is greater and none behind it less; those before `low` are none greater already. O(values) on average.
 */
export function selectRank(values: Float64Array, rank: number, low = 0): number {
  let first = low;
  let last = values.length - 1;
  while (first < last) {
    const pivot = middleOf(values[first], values[(first + last) >>> 1], values[last]);
    let left = first;
    let right = last;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const value = values[left];
      values[left++] = values[right];
      values[right--] = value;
    }
    if (rank <= right) last = right;
    else if (rank >= left) first = left;
    else return values[rank];
  }
  return values[rank];
}

/** The middle one of three: a pivot that no order of the values makes a bad one often. */
function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
