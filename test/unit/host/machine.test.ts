// What a machine is, from files as different systems have them.

import { describe, expect, it } from 'vitest';
import { describeLinux, describeMachine } from '../../../src/host/machine.ts';
import { containerKind, virtualMachineKind } from '../../../src/host/machineKind.ts';
import { controlGroupLimits } from '../../../src/host/machineLimits.ts';
import { countOf, processorTopology } from '../../../src/host/machineTopology.ts';
import { threadPoolSizeOf } from '../../../src/model/machine.ts';
import { parseManifest } from '../../../src/model/manifest.ts';
import { manifest } from './recordedFolder.ts';

const files =
  (contents: Readonly<Record<string, string>>) =>
  (path: string): string | null =>
    contents[path] ?? null;

const topology = '/sys/devices/system/cpu/cpu0/topology';

describe('the topology of processors', () => {
  it('is sockets × cores × threads', () => {
    const read = files({ [`${topology}/core_cpus_list`]: '0,16\n', [`${topology}/package_cpus_list`]: '0-7,16-23\n' });
    expect(processorTopology(read, 32)).toEqual({ sockets: 2, coresPerSocket: 8, threadsPerCore: 2 });
  });

  it('is read from the names of older kernels too', () => {
    const read = files({ [`${topology}/thread_siblings_list`]: '0\n', [`${topology}/core_siblings_list`]: '0-3\n' });
    expect(processorTopology(read, 4)).toEqual({ sockets: 1, coresPerSocket: 4, threadsPerCore: 1 });
  });

  it('is not told of a machine whose numbers do not multiply', () => {
    const read = files({ [`${topology}/core_cpus_list`]: '0-1', [`${topology}/package_cpus_list`]: '0-7' });
    expect(processorTopology(read, 12)).toBeNull();
    expect(processorTopology(files({}), 12)).toBeNull();
  });

  it.each([
    ['0-3,8-11', 8],
    ['5', 1],
    ['3-1', 0],
    ['', 0],
    ['all', 0],
  ])('counts %j as %i', (list, count) => expect(countOf(list)).toBe(count));
});

describe('the limits of a control group', () => {
  it('are the least on the way up, in version 2', () => {
    const read = files({
      '/proc/self/cgroup': '0::/a/b\n',
      '/sys/fs/cgroup/a/b/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/a/cpu.max': '150000 100000\n',
      '/sys/fs/cgroup/a/b/memory.max': '1000\n',
      '/sys/fs/cgroup/a/memory.max': '2000\n',
      '/sys/fs/cgroup/memory.max': 'max\n',
    });
    expect(controlGroupLimits(read)).toEqual({ version: 2, cpus: 1.5, memoryBytes: 1000 });
  });

  it('are found at the mount itself, as a container sees them', () => {
    const read = files({ '/proc/self/cgroup': '0::/../../elsewhere\n', '/sys/fs/cgroup/cpu.max': '50000 100000' });
    expect(controlGroupLimits(read)).toEqual({ version: 2, cpus: 0.5, memoryBytes: null });
  });

  it('are read from version 1', () => {
    const read = files({
      '/proc/self/cgroup': '4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n1:name=systemd:/\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '200000',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000',
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712',
    });
    expect(controlGroupLimits(read)).toEqual({ version: 1, cpus: 2, memoryBytes: null });
  });

  it('are none where there is no limit, and unknown where there are no groups', () => {
    const read = files({ '/proc/self/cgroup': '1:cpu:/\n', '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1' });
    expect(controlGroupLimits(read)).toEqual({ version: 1, cpus: null, memoryBytes: null });
    expect(controlGroupLimits(files({}))).toBeNull();
  });
});

describe('the kind of machine', () => {
  it.each([
    ['docker', { '/.dockerenv': '' }],
    ['podman', { '/run/.containerenv': '' }],
    ['kubernetes', { '/.dockerenv': '', '/proc/self/cgroup': '0::/kubepods/x\n' }],
    ['lxc', { '/proc/self/cgroup': '0::/lxc/x\n' }],
    ['systemd-nspawn', { '/run/systemd/container': 'systemd-nspawn\n' }],
    [null, { '/proc/self/cgroup': '0::/init.scope\n' }],
  ])('is the container %s', (kind, contents) => expect(containerKind(files(contents))).toBe(kind));

  it.each([
    ['wsl', { '/proc/sys/kernel/osrelease': '5.15.0-microsoft-standard-WSL2' }],
    ['kvm', { '/sys/class/dmi/id/sys_vendor': 'QEMU\n' }],
    ['kvm', { '/sys/class/dmi/id/sys_vendor': 'Amazon EC2\n', '/sys/class/dmi/id/product_name': 'm5.large\n' }],
    [null, { '/sys/class/dmi/id/sys_vendor': 'Amazon EC2\n', '/sys/class/dmi/id/product_name': 'm5.metal\n' }],
    ['vmware', { '/sys/class/dmi/id/sys_vendor': 'VMware, Inc.\n' }],
    ['hyper-v', { '/sys/class/dmi/id/sys_vendor': 'Microsoft Corporation\n', '/sys/class/dmi/id/product_name': 'Virtual Machine\n' }],
    [null, { '/sys/class/dmi/id/sys_vendor': 'Microsoft Corporation\n', '/sys/class/dmi/id/product_name': 'Surface Pro\n' }],
    ['xen', { '/sys/hypervisor/type': 'xen\n' }],
    ['virtual machine', { '/proc/cpuinfo': 'processor : 0\nflags\t\t: fpu hypervisor lahf_lm\n' }],
    [null, { '/proc/cpuinfo': 'processor : 0\nflags\t\t: fpu lahf_lm\n' }],
  ])('is the virtual machine %s', (kind, contents) => expect(virtualMachineKind(files(contents))).toBe(kind));

  it('is written into the manifest and read back as it was', () => {
    const machine = describeMachine();
    expect(parseManifest(JSON.stringify({ ...manifest, machine })).machine).toEqual(machine);
  });

  it('says that threads are not sampled where the kernel does not count', () => {
    expect(describeLinux(files({}), 1)).toEqual({ unsampled: expect.stringMatching(/scheduling statistics/) });
    expect(describeLinux(files({ '/proc/self/schedstat': '1 2 3' }), 1)).toEqual({});
  });

  it('counts as not told when a manifest says nonsense of it', () => {
    const nonsense = { ...manifest.machine, topology: { sockets: -1 }, controlGroup: 'none', container: 7, availableParallelism: 'two' };
    expect(parseManifest(JSON.stringify({ ...manifest, machine: nonsense })).machine).toEqual(manifest.machine);
  });
});

describe('the size of the thread pool', () => {
  it.each([
    [undefined, 4],
    ['', 1],
    ['8', 8],
    ['0', 1],
    ['many', 1],
    ['5000', 1024],
    ['-1', 1024],
  ])('of the setting %j is %i', (setting, size) => expect(threadPoolSizeOf(setting)).toBe(size));
});
