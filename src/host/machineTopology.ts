// Sockets, cores and threads of the processors, as Linux lists them.

import type { ProcessorTopology } from '../model/machine.ts';
import type { ReadText } from './machine.ts';

const folder = '/sys/devices/system/cpu/cpu0/topology';

/** From the neighbours of the first processor: on a regular machine all have as many. Null when it is not regular, or not told. */
export function processorTopology(read: ReadText, cpuCount: number): ProcessorTopology | null {
  const inCore = countOf(read(`${folder}/core_cpus_list`) ?? read(`${folder}/thread_siblings_list`));
  const inSocket = countOf(read(`${folder}/package_cpus_list`) ?? read(`${folder}/core_siblings_list`));
  if (inCore === 0 || inSocket % inCore !== 0 || inSocket === 0 || cpuCount % inSocket !== 0 || cpuCount === 0) return null;
  return { sockets: cpuCount / inSocket, coresPerSocket: inSocket / inCore, threadsPerCore: inCore };
}

/** How many processors a list such as `0-3,8-11` names; 0 when it is none. */
export function countOf(list: string | null): number {
  let count = 0;
  for (const range of list?.trim().split(',') ?? []) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (first === undefined || Number(last) < Number(first)) return 0;
    count += Number(last) - Number(first) + 1;
  }
  return count;
}
