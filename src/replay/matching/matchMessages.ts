// Message matching: pairs what was sent with what was received, from identities recorded on both sides.

import type { Transport } from '../../model/vocabulary.ts';
import { type EndpointUse, listEndpointUses } from './endpointRows.ts';
import { matchBroadcasts } from './matchBroadcasts.ts';
import { matchDatagrams } from './matchDatagrams.ts';
import { matchPorts } from './matchPorts.ts';
import { matchStreams } from './matchStreams.ts';
import type { MatchedMessage, ThreadMessages } from './messageEnds.ts';
import { MessageList } from './messageList.ts';

/**
 * Every message of a run, with one end and its reason where the other is not certain. In no promised order.
 * A receive or read that brought nothing to its end, such as the middle of a long write, is no message.
 * O(ends + endpoints · log endpoints), and the messages of broadcasts. Never guesses: what fits several senders is `ambiguous`.
 */
export function matchMessages(threads: readonly ThreadMessages[]): readonly MatchedMessage[] {
  const messages = new MessageList();
  const families = Map.groupBy(listEndpointUses(threads), familyOf);
  matchPorts(families.get('ports') ?? [], messages);
  matchBroadcasts(families.get('broadcasts') ?? [], messages);
  matchDatagrams(families.get('datagrams') ?? [], messages);
  matchStreams(families.get('streams') ?? [], messages);
  return messages.messages;
}

const portTransports: ReadonlySet<Transport> = new Set(['messagePort', 'worker', 'workerStdio', 'workerMessage']);

function familyOf({ of, index }: EndpointUse): 'ports' | 'broadcasts' | 'datagrams' | 'streams' {
  const { transport } = of.endpoints[index]!;
  if (portTransports.has(transport)) return 'ports';
  if (transport === 'udp') return 'datagrams';
  return transport === 'broadcastChannel' ? 'broadcasts' : 'streams';
}
