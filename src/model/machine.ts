// The machine that a run was recorded on, and what its processes are built from and allowed to use.

/** What the system does not tell is absent. */
export interface MachineDescription {
  readonly hostname: string;
  readonly platform: string;
  readonly architecture: string;
  readonly cpuModel: string;
  /** Logical processors of the machine. */
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Logical processors that the host of the run may use, by affinity and limits, as `os.availableParallelism` counts them. */
  readonly availableParallelism?: number;
  readonly topology?: ProcessorTopology;
  readonly controlGroup?: ControlGroupLimits;
  /** The kind of container that the run was recorded in: `docker`, `podman`, `kubernetes`, `lxc`, `container` when the kind is not known. */
  readonly container?: string;
  /** The kind of virtual machine: `kvm`, `vmware`, `hyper-v`, `wsl`, `virtual machine` when the kind is not known. */
  readonly virtualMachine?: string;
  /** Why the operating system's threads were not sampled, one sentence. */
  readonly unsampled?: string;
}

/** Logical processors = sockets × coresPerSocket × threadsPerCore, where the machine is regular. */
export interface ProcessorTopology {
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
}

/** What Linux lets the run's control group use; null where it sets no limit. */
export interface ControlGroupLimits {
  readonly version: 1 | 2;
  /** In processors: 1.5 is one and a half. */
  readonly cpus: number | null;
  readonly memoryBytes: number | null;
}

export interface ProcessDescription {
  readonly pid: number;
  /** Empty when not known. */
  readonly node: string;
  readonly v8: string;
  readonly uv: string;
  /** Threads of libuv's pool, by `UV_THREADPOOL_SIZE` as the process found it, else libuv's default. */
  readonly threadPoolSize: number;
}

/** First record of the sampler's segment. */
export interface SamplerHeader {
  readonly run: string;
  readonly startNs: number;
  /** Time between two passes, unless sampling would cost too much. */
  readonly everyMs: number;
}

/** Last record of the sampler's segment, absent when the host was killed. */
export interface SamplerEnd {
  readonly passes: number;
  /** Time of the host's thread that all passes took together. */
  readonly costNs: number;
  /** Threads that were not sampled, because there were too many or the system refused. */
  readonly unsampledThreads: number;
}

export interface SamplerDescription {
  readonly everyMs: number;
  /** Null while it runs, and when its end was not recorded. */
  readonly end: SamplerEnd | null;
}

const defaultPoolSize = 4;
const largestPoolSize = 1024;

/** As libuv reads it: 4 by default, at least 1, at most 1,024. */
export function threadPoolSizeOf(setting: string | undefined): number {
  if (setting === undefined) return defaultPoolSize;
  const size = Number.parseInt(setting, 10) || 0;
  // A negative number is a huge one to libuv.
  return size < 0 ? largestPoolSize : Math.min(largestPoolSize, Math.max(1, size));
}
