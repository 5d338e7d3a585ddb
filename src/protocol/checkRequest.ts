// Checks that what arrives over the channel is a request, before anything is done with it.

import type { ServiceMethod, ServiceRequest } from './channel.ts';

type Check = (value: unknown) => boolean;

const selectionKinds: readonly unknown[] = ['task', 'slice', 'wait', 'event', 'message', 'span', 'lane', 'counter'];
const directions: readonly unknown[] = ['next', 'previous', 'cause', 'effect'];
const mostColumns = 100_000;
const mostMatches = 100_000;
const longestQuery = 10_000;
const mostHeld = 1000;
const mostFiles = 10;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isIndex: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isIndexList: Check = (value) => Array.isArray(value) && value.every(isIndex);
const isSelection: Check = (value) =>
  isRecord(value) && selectionKinds.includes(value.kind) && isIndex(value.index) && (value.kind !== 'counter' || isNumber(value.atNs));
const isFolding: Check = (value) =>
  isRecord(value) && isIndexList(value.toggled) && isIndexList(value.expanded) && typeof value.hideIdle === 'boolean';
const isHeld: Check = (value) =>
  isRecord(value) &&
  isIndex(value.generation) &&
  isFolding(value.folding) &&
  Array.isArray(value.selections) &&
  value.selections.length <= mostHeld &&
  value.selections.every(isSelection);
const isSourceRange: Check = (value) =>
  isRecord(value) &&
  Array.isArray(value.files) &&
  value.files.length <= mostFiles &&
  value.files.every((file) => typeof file === 'string') &&
  isIndex(value.line) &&
  (value.body === null || (isRecord(value.body) && isIndex(value.body.firstLine) && isIndex(value.body.lastLine)));
const isTileRequest: Check = (value) =>
  isRecord(value) &&
  ['fromNs', 'toNs', 'firstRow', 'endRow', 'nsPerPixel'].every((name) => isNumber(value[name])) &&
  (value.nsPerPixel as number) > 0;

/** What each method's parameters must be, in order. */
const parameterChecks: { readonly [Method in ServiceMethod]: readonly Check[] } = {
  open: [(value) => value instanceof ArrayBuffer],
  whole: [],
  overview: [],
  rows: [isFolding],
  tile: [isTileRequest],
  minimap: [(value) => isIndex(value) && (value as number) >= 1 && (value as number) <= mostColumns],
  detail: [isSelection],
  place: [isSelection],
  neighbour: [isSelection, (value) => directions.includes(value)],
  search: [
    (value) => typeof value === 'string' && value.length <= longestQuery,
    (value) => isIndex(value) && (value as number) <= mostMatches,
  ],
  statistics: [],
  findings: [],
  ranAt: [isSourceRange, (value) => isIndex(value) && (value as number) <= mostMatches],
  advance: [],
  carry: [isHeld],
};

/** The id of what may be a request, so that even a wrong one can be answered; null when there is nothing to answer to. */
export function requestId(message: unknown): number | null {
  return isRecord(message) && isIndex(message.id) ? (message.id as number) : null;
}

/** @throws Error that names the method and the parameter that is wrong */
export function checkRequest(message: unknown): ServiceRequest {
  if (!isRecord(message)) throw new Error('expected a request, found something else');
  const { method, parameters } = message;
  if (typeof method !== 'string' || !Object.hasOwn(parameterChecks, method))
    throw new Error(`there is no method ${JSON.stringify(method)}`);
  const checks = parameterChecks[method as ServiceMethod];
  if (!Array.isArray(parameters) || parameters.length !== checks.length) throw new Error(`${method} takes ${checks.length} parameters`);
  const wrong = checks.findIndex((check, at) => !check(parameters[at]));
  if (wrong >= 0) throw new Error(`${method}: parameter ${wrong + 1} is not what it must be`);
  // Each field has just been checked against the method's own list.
  return message as unknown as ServiceRequest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
