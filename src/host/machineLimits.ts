// What the control group of this process may use, by version 2 or 1 of Linux's control groups.

import type { ControlGroupLimits } from '../model/machine.ts';
import type { ReadText } from './machine.ts';

const mount = '/sys/fs/cgroup';
/** Version 1 writes "no limit" as the largest number of pages. */
const unlimitedBytes = 2 ** 62;

/** A group's limit holds for all groups below it: the least on the way up counts. Null when there are no control groups. */
export function controlGroupLimits(read: ReadText): ControlGroupLimits | null {
  const groups = parseGroups(read('/proc/self/cgroup') ?? '');
  if (groups.size === 0) return null;
  const least = (controller: string, folder: string, limit: (group: string) => number | null): number | null => {
    const limits = groupsUpwards(folder, groups.get(controller) ?? '/').flatMap((group) => limit(group) ?? []);
    return limits.length === 0 ? null : Math.min(...limits);
  };
  const isFirst = groups.has('cpu') || groups.has('memory');
  return {
    version: isFirst ? 1 : 2,
    cpus: groups.has('cpu') ? least('cpu', `${mount}/cpu`, quotaOfFirst(read)) : least('', mount, quotaOfSecond(read)),
    memoryBytes: groups.has('memory')
      ? least('memory', `${mount}/memory`, (group) => bytesOf(read(`${group}/memory.limit_in_bytes`)))
      : least('', mount, (group) => bytesOf(read(`${group}/memory.max`))),
  };
}

/** `4:memory:/path` a line: by controller, its group; under the empty name that of version 2. */
function parseGroups(text: string): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const [, controllers = '', path = ''] of text.matchAll(/^\d+:([^:\n]*):(\/.*)$/gm)) {
    for (const controller of controllers.split(',')) groups.set(controller, path);
  }
  return groups;
}

/** The folders of a group and of all above it. In a container the mount may show only its own group, whatever its path. */
function groupsUpwards(folder: string, path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return Array.from({ length: names.length + 1 }, (_, above) => [folder, ...names.slice(0, names.length - above)].join('/'));
}

/** `max 100000` or `150000 100000`: time in a period. */
function quotaOfSecond(read: ReadText): (group: string) => number | null {
  return (group) => {
    const [quota, period] = (read(`${group}/cpu.max`) ?? '').trim().split(' ').map(Number);
    return processorsOf(quota, period);
  };
}

function quotaOfFirst(read: ReadText): (group: string) => number | null {
  return (group) => processorsOf(Number(read(`${group}/cpu.cfs_quota_us`) ?? Number.NaN), Number(read(`${group}/cpu.cfs_period_us`)));
}

function processorsOf(quota: number | undefined, period: number | undefined): number | null {
  return quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : null;
}

function bytesOf(text: string | null): number | null {
  const bytes = Number.parseInt(text ?? '', 10);
  return bytes > 0 && bytes < unlimitedBytes ? bytes : null;
}
