// A machine's description from a manifest: what is not of the expected shape counts as not told.

import type { ControlGroupLimits, MachineDescription, ProcessorTopology } from './machine.ts';

type Optional = Omit<MachineDescription, 'hostname' | 'platform' | 'architecture' | 'cpuModel' | 'cpus' | 'memoryBytes'>;

const longestText = 1000;

/** The parts of a {@link MachineDescription} that may be absent. Throws nothing. */
export function parseOptionalMachine(fields: Readonly<Record<string, unknown>>): Optional {
  return withoutAbsent({
    availableParallelism: positive(fields.availableParallelism),
    topology: topologyOf(fields.topology),
    controlGroup: limitsOf(fields.controlGroup),
    container: text(fields.container),
    virtualMachine: text(fields.virtualMachine),
    unsampled: text(fields.unsampled),
  });
}

function topologyOf(value: unknown): ProcessorTopology | undefined {
  if (!isRecord(value)) return undefined;
  const [sockets, coresPerSocket, threadsPerCore] = [value.sockets, value.coresPerSocket, value.threadsPerCore].map(positive);
  if (sockets === undefined || coresPerSocket === undefined || threadsPerCore === undefined) return undefined;
  return { sockets, coresPerSocket, threadsPerCore };
}

function limitsOf(value: unknown): ControlGroupLimits | undefined {
  if (!isRecord(value) || (value.version !== 1 && value.version !== 2)) return undefined;
  return { version: value.version, cpus: positive(value.cpus) ?? null, memoryBytes: positive(value.memoryBytes) ?? null };
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The fields that are not undefined: an absent field and one without a value would be two ways to say one thing. */
function withoutAbsent<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
