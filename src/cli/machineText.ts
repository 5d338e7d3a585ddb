// The machine and what a run made of it, in words.

import type { MachineUse, PoolRemark } from '../analysis/machineUse.ts';
import { formatBytes, formatCount, formatDuration, formatQuantity } from '../layout/format.ts';
import type { MachineDescription, ProcessDescription } from '../model/machine.ts';
import { printable } from './printable.ts';

/** `2 × Intel Xeon (1 socket × 2 cores × 1 thread), 25.3 GB, docker in kvm, limited to 1.50 processors` */
export function machineWords(machine: MachineDescription): string {
  const { cpus, cpuModel, topology, memoryBytes, container, virtualMachine } = machine;
  const shape =
    topology === undefined
      ? ''
      : ` (${formatQuantity(topology.sockets, 'socket')} × ${formatQuantity(topology.coresPerSocket, 'core')} × ${formatQuantity(topology.threadsPerCore, 'thread')})`;
  const kinds = [container, virtualMachine].filter((kind) => kind !== undefined);
  return printable(
    [
      `${cpus} × ${cpuModel || 'processor'}${shape}`,
      formatBytes(memoryBytes),
      ...(kinds.length === 0 ? [] : [kinds.join(' in ')]),
      ...limitWords(machine),
    ].join(', '),
  );
}

function limitWords({ cpus, availableParallelism, controlGroup, memoryBytes }: MachineDescription): readonly string[] {
  const limits: string[] = [];
  if (controlGroup?.cpus != null) limits.push(`${Number(controlGroup.cpus.toFixed(2))} processors`);
  else if (availableParallelism !== undefined && availableParallelism < cpus)
    limits.push(formatQuantity(availableParallelism, 'processor'));
  if (controlGroup?.memoryBytes != null && controlGroup.memoryBytes < memoryBytes) limits.push(formatBytes(controlGroup.memoryBytes));
  return limits.length === 0 ? [] : [`limited to ${limits.join(' and ')}`];
}

/** What the run's processes were: `node 24.21.0, v8 13.6, uv 1.52.1, 4 pool threads`, once for all that are alike. */
export function processWords(processes: readonly ProcessDescription[]): readonly string[] {
  const words = processes.map(({ node, v8, uv, threadPoolSize }) => {
    const versions = [
      ['node', node],
      ['v8', v8],
      ['uv', uv],
    ].flatMap(([name, version]) => (version === '' ? [] : [`${name} ${version}`]));
    return printable([...versions, `a pool of ${formatQuantity(threadPoolSize, 'thread')}`].join(', '));
  });
  return [...new Set(words)];
}

/** One sentence for each pool that did not fit. */
export function remarkWords({ remarks, processors }: MachineUse): readonly string[] {
  return remarks.map((remark) => wordsOf(remark, processors === 1 ? '1 processor' : `${Number(processors.toFixed(2))} processors`));
}

function wordsOf(remark: PoolRemark, processors: string): string {
  const time = formatDuration(remark.forNs);
  switch (remark.kind) {
    case 'poolTooSmall':
      return `libuv's pool of ${formatQuantity(remark.threads, 'thread')} in ${printable(remark.process)} is smaller than this machine serves: for ${time} up to ${formatQuantity(remark.mostQueued, 'request')} queued for it while a processor was idle (UV_THREADPOOL_SIZE sets its size).`;
    case 'poolTooLarge':
      return `libuv's pool of ${formatQuantity(remark.threads, 'thread')} in ${printable(remark.process)} is larger than this machine serves: for ${time} up to ${busy(remark.mostBusy)} of them wanted ${processors} at once.`;
    case 'tooManyThreads':
      return `${formatCount(remark.threads)} JavaScript threads are more than this machine serves: for ${time} up to ${busy(remark.mostBusy)} of them wanted ${processors} at once.`;
  }
}

function busy(threads: number): string {
  return formatCount(Math.max(1, Math.round(threads)));
}
