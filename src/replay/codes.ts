// The codes of the vocabulary's words that replay writes.

import {
  codeOf,
  type EventKind,
  eventKinds,
  type Outcome,
  outcomes,
  siteKinds,
  type TaskKind,
  taskKinds,
  type WaitReason,
  waitReasons,
} from '../model/vocabulary.ts';

function codes<Word extends string>(list: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(list.map((word, code) => [word, code])) as Record<Word, number>;
}

export const eventCode: Readonly<Record<EventKind, number>> = codes(eventKinds);
export const taskCode: Readonly<Record<TaskKind, number>> = codes(taskKinds);
export const reasonCode: Readonly<Record<WaitReason, number>> = codes(waitReasons);
export const outcomeCode: Readonly<Record<Outcome, number>> = codes(outcomes);
export const yieldSite: number = codeOf(siteKinds, 'yield');
export const asyncFunctionSite: number = codeOf(siteKinds, 'async function');
export const asyncGeneratorSite: number = codeOf(siteKinds, 'async generator');
