// A run's manifest from its JSON: a trace is untrusted, so every field is looked at before it is believed.

import { formatVersion } from './container.ts';
import { TraceFormatError } from './errors.ts';
import type { RunManifest } from './launch.ts';
import type { MachineDescription } from './machine.ts';
import { parseOptionalMachine } from './parseMachine.ts';

type Fields = Readonly<Record<string, unknown>>;

/** @throws TraceFormatError TRACE_DAMAGED when it is no manifest, TRACE_VERSION_NEWER */
export function parseManifest(json: string): RunManifest {
  const fields = asFields(parse(json), 'manifest');
  const version = asNumber(fields, 'version');
  if (version > formatVersion) {
    throw new TraceFormatError('TRACE_VERSION_NEWER', `format ${version}; this build reads up to ${formatVersion}`);
  }
  const { level } = fields;
  if (level !== 'light' && level !== 'full') fail('level', '"light" or "full"', level);
  return {
    version,
    run: asText(fields, 'run'),
    startedAt: asText(fields, 'startedAt'),
    origin: asText(fields, 'origin'),
    command: asTexts(fields, 'command'),
    cwd: asText(fields, 'cwd'),
    level,
    machine: asMachine(asFields(fields.machine, 'machine')),
    ...(fields.ended === undefined ? {} : { ended: asEnd(asFields(fields.ended, 'ended')) }),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TraceFormatError('TRACE_DAMAGED', 'manifest: expected JSON', { cause });
  }
}

function asMachine(fields: Fields): MachineDescription {
  return {
    hostname: asText(fields, 'hostname'),
    platform: asText(fields, 'platform'),
    architecture: asText(fields, 'architecture'),
    cpuModel: asText(fields, 'cpuModel'),
    cpus: asNumber(fields, 'cpus'),
    memoryBytes: asNumber(fields, 'memoryBytes'),
    ...parseOptionalMachine(fields),
  };
}

function asEnd(fields: Fields): NonNullable<RunManifest['ended']> {
  return {
    atNs: asNumber(fields, 'atNs'),
    code: fields.code === null ? null : asNumber(fields, 'code'),
    signal: fields.signal === null ? null : asText(fields, 'signal'),
  };
}

function asFields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(name, 'an object', value);
  return value as Fields;
}

function asNumber(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') fail(name, 'a number', value);
  return value;
}

function asText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') fail(name, 'a text', value);
  return value;
}

function asTexts(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) fail(name, 'a list of texts', value);
  return value;
}

function fail(name: string, expected: string, found: unknown): never {
  const shown = JSON.stringify(found)?.slice(0, 60) ?? 'nothing';
  throw new TraceFormatError('TRACE_DAMAGED', `manifest, ${name}: expected ${expected}, found ${shown}`);
}
