// What is known of the machine under a lane: of the machine itself, of a process, of a thread.

import { formatCounter } from '../../layout/counterTracks.ts';
import { formatBytes, formatPercent, formatQuantity } from '../../layout/format.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { counterKinds } from '../../model/vocabulary.ts';
import type { Detail } from '../../protocol/timelineSource.ts';

type Facts = Detail['facts'];

export function machineFacts({ trace }: TraceIndex): Facts {
  const { platform, architecture, cpus, cpuModel, memoryBytes, topology, controlGroup, container, virtualMachine } = trace.header.machine;
  const kinds = [container, virtualMachine].filter((kind) => kind !== undefined);
  const limits = [
    ...(controlGroup?.cpus != null ? [`${formatCounter('processors', controlGroup.cpus)} processors`] : []),
    ...(controlGroup?.memoryBytes != null ? [formatBytes(controlGroup.memoryBytes)] : []),
  ];
  return [
    fact('system', `${platform} ${architecture}`),
    fact('processors', `${cpus} × ${cpuModel}`),
    ...(topology === undefined
      ? []
      : [
          fact(
            'shape',
            `${formatQuantity(topology.sockets, 'socket')} × ${formatQuantity(topology.coresPerSocket, 'core')} × ${formatQuantity(topology.threadsPerCore, 'thread')}`,
          ),
        ]),
    fact('memory', formatBytes(memoryBytes)),
    ...(kinds.length > 0 ? [fact('runs in', kinds.join(' in '))] : []),
    ...(limits.length > 0 ? [fact('limits', limits.join(', '))] : []),
  ];
}

/** Its versions and the size of its pool. */
export function processFacts({ trace }: TraceIndex, lane: number): Facts {
  const found = trace.header.processes.find(({ pid }) => pid === trace.lanes[lane].pid);
  if (found === undefined || found.node === '') return [];
  const versions = [`node ${found.node}`, ...(found.v8 === '' ? [] : [`v8 ${found.v8}`]), ...(found.uv === '' ? [] : [`uv ${found.uv}`])];
  return [fact('versions', versions.join(', ')), fact('libuv pool', formatQuantity(found.threadPoolSize, 'thread'))];
}

/** `42 % running, 10 % runnable, 48 % asleep`, by the operating system. */
export function osThreadFacts(index: TraceIndex, thread: number): Facts {
  const { series } = index.trace.counters;
  const own = series.find((one) => one.thread === thread && counterKinds[one.kind] === 'running');
  const track = own === undefined ? undefined : index.counters.of(own.lane);
  if (track === undefined) return [];
  const means = track.layers.map(({ steps }) => steps.range(steps.startNs, steps.endNs)?.mean ?? 0);
  const [running = 0, runnable = 0] = means;
  const words = [
    `${formatPercent(running)} running`,
    `${formatPercent(runnable)} runnable`,
    `${formatPercent(Math.max(0, 1 - running - runnable))} asleep`,
  ];
  return [fact('system thread', words.join(', '))];
}

function fact(name: string, text: string): Facts[number] {
  return { name, value: [{ text }] };
}
