// What this machine is, as a trace tells it.

import { closeSync, openSync, readSync } from 'node:fs';
import { arch, availableParallelism, cpus, hostname, platform, totalmem } from 'node:os';
import type { MachineDescription } from '../model/machine.ts';
import { containerKind, virtualMachineKind } from './machineKind.ts';
import { controlGroupLimits } from './machineLimits.ts';
import { processorTopology } from './machineTopology.ts';

/** A file's text; null when there is none, or none for us. */
export type ReadText = (path: string) => string | null;

/** What the system does not tell is left out; nothing throws. */
export function describeMachine(): MachineDescription {
  const processors = cpus();
  return {
    hostname: hostname(),
    platform: platform(),
    architecture: arch(),
    cpuModel: processors[0]?.model.trim() ?? '',
    cpus: processors.length,
    memoryBytes: totalmem(),
    availableParallelism: availableParallelism(),
    ...(platform() === 'linux' ? describeLinux(readText, processors.length) : { unsampled: unsampledElsewhere(platform()) }),
  };
}

/** What Linux tells in its files. */
export function describeLinux(read: ReadText, cpuCount: number): Partial<MachineDescription> {
  const found: { readonly [Field in keyof MachineDescription]?: MachineDescription[Field] | null } = {
    topology: processorTopology(read, cpuCount),
    controlGroup: controlGroupLimits(read),
    container: containerKind(read),
    virtualMachine: virtualMachineKind(read),
    unsampled:
      read('/proc/self/schedstat') === null ? 'This kernel keeps no scheduling statistics: the states of threads were not sampled.' : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as Partial<MachineDescription>;
}

function unsampledElsewhere(name: string): string {
  const words = { darwin: 'macOS', win32: 'Windows' }[name] ?? name;
  return `On ${words} the states of operating-system threads can't be sampled: CPU and memory are what each process told of itself.`;
}

/** Of a longer file its beginning: `/proc/cpuinfo` repeats itself for each processor, and the kernel takes its time for each. */
const mostBytes = 16_384;

function readText(path: string): string | null {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(mostBytes);
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, mostBytes, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
