// What is known of the machine under a lane: of the machine itself, of a process, of a thread.

import { type CounterTrack, formatCounter } from '../../layout/counterTracks.ts';
import { formatBytes, formatPercent } from '../../layout/format.ts';
import { say, sayQuantity } from '../../layout/say.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import type { Nanoseconds } from '../../model/units.ts';
import { type CounterKind, counterKinds } from '../../model/vocabulary.ts';
import type { Detail } from '../../protocol/timelineSource.ts';

type Facts = Detail['facts'];

export function machineFacts({ trace }: TraceIndex): Facts {
  const { platform, architecture, cpus, cpuModel, memoryBytes, topology, controlGroup, container, virtualMachine } = trace.header.machine;
  const kinds = [container, virtualMachine].filter((kind) => kind !== undefined);
  const limits = [
    ...(controlGroup?.cpus != null ? [`${formatCounter('processors', controlGroup.cpus)} ${say('processors')}`] : []),
    ...(controlGroup?.memoryBytes != null ? [formatBytes(controlGroup.memoryBytes)] : []),
  ];
  return [
    fact(say('system'), `${platform} ${architecture}`),
    fact(say('processors'), `${cpus} × ${cpuModel}`),
    ...(topology === undefined
      ? []
      : [
          fact(
            say('shape'),
            `${sayQuantity(topology.sockets, 'socket', 'sockets')} × ${sayQuantity(topology.coresPerSocket, 'core', 'cores')} × ${sayQuantity(topology.threadsPerCore, 'thread', 'threads')}`,
          ),
        ]),
    fact(say('memory'), formatBytes(memoryBytes)),
    ...(kinds.length > 0 ? [fact(say('runs in'), kinds.join(` ${say('in')} `))] : []),
    ...(limits.length > 0 ? [fact(say('limits'), limits.join(', '))] : []),
  ];
}

/** Its versions and the size of its pool. */
export function processFacts({ trace }: TraceIndex, lane: number): Facts {
  const found = trace.header.processes.find(({ pid }) => pid === trace.lanes[lane].pid);
  if (found === undefined || found.node === '') return [];
  const versions = [`node ${found.node}`, ...(found.v8 === '' ? [] : [`v8 ${found.v8}`]), ...(found.uv === '' ? [] : [`uv ${found.uv}`])];
  return [fact(say('versions'), versions.join(', ')), fact(say('libuv pool'), sayQuantity(found.threadPoolSize, 'thread', 'threads'))];
}

/** `42 % on CPU, 10 % waited for CPU, 48 % asleep`: of the thread's whole life, by the operating system. */
export function osThreadFacts(index: TraceIndex, thread: number): Facts {
  const track = processorTrack(index, thread);
  if (track === undefined) return [];
  const { steps } = track.layers[0];
  const { running, runnable } = partsIn(track, steps.startNs, steps.endNs);
  const asleep = Math.max(0, 1 - running - runnable);
  return [fact(say('system thread'), say('{0}, {1} asleep', partWords(running, runnable), formatPercent(asleep)))];
}

/** Shorter times lie within one sample or two, which say more of what was around them. */
const leastSampledNs = 150e6;

/** Of a time in which the thread ran JavaScript, how much of it the system let it run; nothing for times that samples can't tell. */
export function processorFacts(index: TraceIndex, thread: number, fromNs: Nanoseconds, toNs: Nanoseconds): Facts {
  const track = toNs - fromNs < leastSampledNs ? undefined : processorTrack(index, thread);
  if (track === undefined || track.layers[0].steps.range(fromNs, toNs) === null) return [];
  const { running, runnable } = partsIn(track, fromNs, toNs);
  return [fact(say('of that'), partWords(running, runnable))];
}

function processorTrack(index: TraceIndex, thread: number): CounterTrack | undefined {
  const own = index.trace.counters.series.find((one) => one.thread === thread && counterKinds[one.kind] === 'running');
  return own === undefined ? undefined : index.counters.of(own.lane);
}

function partsIn(
  { layers }: CounterTrack,
  fromNs: Nanoseconds,
  toNs: Nanoseconds,
): { readonly running: number; readonly runnable: number } {
  const mean = (kind: CounterKind): number => layers.find((layer) => layer.kind === kind)?.steps.range(fromNs, toNs)?.mean ?? 0;
  return { running: mean('running'), runnable: mean('runnable') };
}

function partWords(running: number, runnable: number): string {
  return say('{0} on CPU, {1} waited for CPU', formatPercent(running), formatPercent(runnable));
}

function fact(name: string, text: string): Facts[number] {
  return { name, value: [{ text }] };
}
