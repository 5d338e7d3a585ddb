// The machine in words.

import { describe, expect, it } from 'vitest';
import { machineWords, processWords, remarkWords } from '../../../src/cli/machineText.ts';

const machine = { hostname: 'box', platform: 'linux', architecture: 'x64', cpuModel: 'Fast CPU', cpus: 16, memoryBytes: 64e9 };

describe('the machine', () => {
  it('is told with its shape, its kind and its limits', () => {
    const all = {
      ...machine,
      availableParallelism: 2,
      topology: { sockets: 1, coresPerSocket: 8, threadsPerCore: 2 },
      controlGroup: { version: 2 as const, cpus: 1.5, memoryBytes: 512e6 },
      container: 'docker',
      virtualMachine: 'kvm',
    };
    expect(machineWords(all)).toBe(
      '16 × Fast CPU (1 socket × 8 cores × 2 threads), 64.0 GB, docker in kvm, limited to 1.5 processors and 512 MB',
    );
  });

  it('is told as far as it is known, and by its affinity where no group limits it', () => {
    expect(machineWords(machine)).toBe('16 × Fast CPU, 64.0 GB');
    expect(machineWords({ ...machine, availableParallelism: 4 })).toBe('16 × Fast CPU, 64.0 GB, limited to 4 processors');
  });

  it('does not command the terminal', () => {
    expect(machineWords({ ...machine, container: '\u001b[31mred' })).not.toContain('\u001b');
  });

  it('names what processes run on, those that are alike once', () => {
    const one = { pid: 1, node: '24.21.0', v8: '13.6', uv: '1.52.1', threadPoolSize: 4 };
    expect(processWords([one, { ...one, pid: 2 }, { ...one, pid: 3, v8: '', uv: '', threadPoolSize: 1 }])).toEqual([
      'node 24.21.0, v8 13.6, uv 1.52.1, a pool of 4 threads',
      'node 24.21.0, a pool of 1 thread',
    ]);
  });

  it('says of a pool that does not fit what was seen', () => {
    const remarks = [
      { kind: 'poolTooLarge' as const, process: 'a.ts', threads: 64, forNs: 2e9, mostBusy: 30.4 },
      { kind: 'tooManyThreads' as const, threads: 13, forNs: 1e9, mostBusy: 11.8 },
    ];
    expect(remarkWords({ processors: 1.5, processes: [], remarks })).toEqual([
      "libuv's pool of 64 threads in a.ts is larger than this machine serves: for 2.00 s up to 30 of them wanted 1.5 processors at once.",
      '13 JavaScript threads are more than this machine serves: for 1.00 s up to 12 of them wanted 1.5 processors at once.',
    ]);
  });
});
