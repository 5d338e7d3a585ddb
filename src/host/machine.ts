// What this machine is, as a trace tells it.

import { arch, cpus, hostname, platform, totalmem } from 'node:os';
import type { MachineDescription } from '../model/launch.ts';

export function describeMachine(): MachineDescription {
  const processors = cpus();
  return {
    hostname: hostname(),
    platform: platform(),
    architecture: arch(),
    cpuModel: processors[0]?.model.trim() ?? '',
    cpus: processors.length,
    memoryBytes: totalmem(),
  };
}
