// Whether this machine is a container or a virtual machine, and of which kind, from what any user may read.

import type { ReadText } from './machine.ts';

/** By what the path of a process's control group has in it; the outermost kind that is known comes first. */
const groupWords: readonly (readonly [RegExp, string])[] = [
  [/kubepods/, 'kubernetes'],
  [/libpod/, 'podman'],
  [/docker/, 'docker'],
  [/\/lxc/, 'lxc'],
];

/** Null when nothing says that it is one. */
export function containerKind(read: ReadText): string | null {
  const groups = read('/proc/self/cgroup') ?? '';
  const byGroup = groupWords.find(([pattern]) => pattern.test(groups))?.[1];
  if (byGroup === 'kubernetes' || read('/var/run/secrets/kubernetes.io/serviceaccount/namespace') !== null) return 'kubernetes';
  if (read('/run/.containerenv') !== null) return 'podman';
  // A process of the host's own sees the engine's group only when it is in it.
  if (read('/.dockerenv') !== null) return 'docker';
  const told = read('/run/systemd/container')?.trim();
  return byGroup ?? (told ? told : null);
}

const vendors: readonly (readonly [RegExp, string])[] = [
  [/vmware/i, 'vmware'],
  [/virtualbox|innotek/i, 'virtualbox'],
  [/microsoft corporation.*virtual machine/is, 'hyper-v'],
  [/parallels/i, 'parallels'],
  [/apple virtualization/i, 'apple'],
  [/\bxen\b/i, 'xen'],
  [/bochs|qemu|kvm|openstack|digitalocean|google compute engine/i, 'kvm'],
  // A bare machine of the same vendor says so in its product's name.
  [/^(?!.*\.metal).*amazon ec2/is, 'kvm'],
];

/** Null when nothing says that it is one. */
export function virtualMachineKind(read: ReadText): string | null {
  if (/microsoft/i.test(read('/proc/sys/kernel/osrelease') ?? '')) return 'wsl';
  const firmware = ['sys_vendor', 'product_name', 'bios_vendor'].map((file) => read(`/sys/class/dmi/id/${file}`) ?? '').join('\n');
  const known = vendors.find(([pattern]) => pattern.test(firmware))?.[1];
  if (known !== undefined) return known;
  const hypervisor = read('/sys/hypervisor/type')?.trim();
  if (hypervisor) return hypervisor;
  // The processor's own word for it; there is none on ARM.
  return /^flags\s*:.*\bhypervisor\b/m.test(read('/proc/cpuinfo') ?? '') ? 'virtual machine' : null;
}
