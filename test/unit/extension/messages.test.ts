// What a webview may send, and numbers on a channel of JSON.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkViewMessage } from '../../../src/protocol/editorMessages.ts';
import { packNumbers, unpackNumbers } from '../../../src/protocol/jsonNumbers.ts';

describe('a message of a webview', () => {
  it('is kept when it is what a timeline sends', () => {
    const messages = [
      { kind: 'ready' },
      { kind: 'reopen' },
      { kind: 'copy', text: 'x' },
      { kind: 'shown', id: 1, at: 0, total: 0 },
      { kind: 'reveal', place: { file: '/a.ts', line: 1, column: 1 } },
      { kind: 'request', channel: 1, message: { id: 1, method: 'overview', parameters: [] } },
      { kind: 'close', channel: 2 },
    ];
    expect(messages.map(checkViewMessage)).toEqual(messages);
  });

  it.each([
    null,
    'ready',
    { kind: 'run', program: 'rm' },
    { kind: 'copy', text: 7 },
    { kind: 'shown', id: 1, at: -1, total: 0 },
    { kind: 'reveal', place: { file: '/a.ts', line: 0, column: 1 } },
    { kind: 'reveal', place: { file: '', line: 1, column: 1 } },
    { kind: 'reveal', place: { file: '/a.ts', line: 1.5, column: 1 } },
    { kind: 'request', channel: 1, message: { id: 'x' } },
    { kind: 'request', channel: 0, message: { id: 1 } },
  ])('is dropped when it is %j', (message) => {
    expect(checkViewMessage(message)).toBeNull();
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (message) => void checkViewMessage(message)));
  });
});

describe('numbers on a channel of JSON', () => {
  it('arrive as they were sent, deep in whatever holds them', () => {
    const value = fc
      .jsonValue()
      .chain((json) => fc.constantFrom(Number.NaN, Infinity, -Infinity, 1).map((odd) => ({ json, list: [odd, { odd }] })));
    fc.assert(
      fc.property(value, (sent) => {
        expect(unpackNumbers(JSON.parse(JSON.stringify(packNumbers(sent))))).toEqual(sent);
      }),
    );
  });

  it('leaves typed arrays alone', () => {
    const values = new Float32Array([1, Number.NaN]);
    expect((packNumbers({ values }) as { values: Float32Array }).values).toBe(values);
  });
});
