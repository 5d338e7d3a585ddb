// Pipes of stdio: the ends of one pipe find each other, through shells and across children, unless somebody else may have used it.

import { describe, expect, it } from 'vitest';
import { matchMessages } from '../../../../src/replay/matching/matchMessages.ts';
import { Execution } from './execution.ts';

/** `reason sendThread receiveThread`, of each message. */
function found(run: Execution, kept: readonly number[] = []): readonly string[] {
  const messages = matchMessages(run.threads(kept));
  return messages.map(({ reason, sendThread, receiveThread }) => `${reason} ${sendThread} ${receiveThread}`).toSorted();
}

describe('matching on pipes', () => {
  it('connects a parent with the child that it started', () => {
    const run = new Execution(2, [10, 11]);
    const parent = run.endpoint(0, 'pipe', '11.1p 9.5 -');
    const child = run.endpoint(1, 'pipe', '11.1c 9.6');
    run.end('write', 1, child, 0, 7);
    run.end('read', 0, parent, 0, 7);
    expect(found(run)).toEqual(['none 1 0']);
  });

  it('connects a parent with the process that a shell in between has started', () => {
    const run = new Execution(2, [10, 12]);
    const parent = run.endpoint(0, 'pipe', '11.1p 9.5 9.6');
    const grandchild = run.endpoint(1, 'pipe', '12.1c 9.6');
    run.end('write', 1, grandchild, 0, 7);
    run.end('read', 0, parent, 0, 7);
    expect(found(run)).toEqual(['none 1 0']);
  });

  it("connects two children when one got the parent's end of the other's pipe", () => {
    const run = new Execution(3, [10, 11, 12]);
    run.endpoint(0, 'pipe', '11.1p 9.5 9.6');
    const speaker = run.endpoint(1, 'pipe', '11.1c 9.6');
    const listener = run.endpoint(2, 'pipe', '12.0c 9.5');
    run.end('write', 1, speaker, 0, 7);
    run.end('read', 2, listener, 0, 7);
    expect(found(run)).toEqual(['none 1 2']);
  });

  it('connects the two processes at the ends of a pipe that a shell has made', () => {
    const run = new Execution(2, [11, 12]);
    const speaker = run.endpoint(0, 'pipe', '11.1f 13.5');
    const listener = run.endpoint(1, 'pipe', '12.0f 13.5');
    run.end('write', 0, speaker, 0, 7);
    run.end('read', 1, listener, 0, 7);
    expect(found(run)).toEqual(['none 0 1']);
  });

  it('calls it ambiguous when two processes wrote to one end', () => {
    const run = new Execution(3, [10, 11, 12]);
    const parent = run.endpoint(0, 'pipe', '11.1p 9.5 9.6');
    for (const [thread, pid] of [
      [1, 11],
      [2, 12],
    ] as const) {
      run.end('write', thread, run.endpoint(thread, 'pipe', `${pid}.1c 9.6`), 0, 7);
    }
    run.end('read', 0, parent, 0, 14);
    expect(found(run)).toEqual(['ambiguous -1 0', 'ambiguous 1 -1', 'ambiguous 2 -1']);
  });

  it.each([
    ['more was read than the stream wrote, such as by console output past it', 9],
    ['less was read than was written', 5],
  ])('calls it ambiguous when %s', (_, bytes) => {
    const run = new Execution(2, [10, 11]);
    const parent = run.endpoint(0, 'pipe', '11.1p 9.5 9.6');
    run.end('write', 1, run.endpoint(1, 'pipe', '11.1c 9.6'), 0, 7);
    run.end('read', 0, parent, 0, bytes);
    expect(found(run)).toEqual(['ambiguous -1 0', 'ambiguous 1 -1']);
  });

  it('calls what a child that is not traced says by its descriptor', () => {
    const run = new Execution(1, [10]);
    run.end('read', 0, run.endpoint(0, 'pipe', '11.2p 9.5 9.6'), 0, 7);
    expect(matchMessages(run.threads()).map(({ reason, peer }) => `${reason}: ${peer}`)).toEqual(['peerNotTraced: stderr of process 11']);
  });
});
