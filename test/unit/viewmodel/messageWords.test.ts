// What a message is called by those who sent it and those who got it.

import { describe, expect, it } from 'vitest';
import { buildTraceIndex } from '../../../src/layout/traceIndex.ts';
import { codeOf, transports } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { messagePhrase } from '../../../src/viewmodel/detail/messageWords.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';
import { traceFromText } from '../../support/traceFromText.ts';

describe('a message without a name', () => {
  it('is to its receiver and from its sender', () => {
    const index = buildTraceIndex(
      traceFromText(`
A: spawn(B)  send(m)
B:                    recv(m)
`),
    );
    expect([messagePhrase(index, 0, 'sender').text, messagePhrase(index, 0, 'receiver').text]).toEqual([
      'a message to B',
      'a message from main thread',
    ]);
  });

  it('between processes is to and from the process', () => {
    const ipc = codeOf(transports, 'ipc');
    const index = buildTraceIndex(
      replay(testManifest, [
        segmentOf({ pid: 1, name: 'parent.ts' }, (records) => {
          records.endpoint(ipc, '2p');
          records.write(10, 1, 0, 4);
          records.end(90, 0, 0);
        }),
        segmentOf({ pid: 2, parentPid: 1, name: 'child.ts' }, (records) => {
          records.endpoint(ipc, '2c');
          records.read(20, 1, 0, 4);
          records.end(80, 0, 0);
        }),
      ]),
    );
    expect([messagePhrase(index, 0, 'sender').text, messagePhrase(index, 0, 'receiver').text]).toEqual([
      'a message to child.ts',
      'a message from parent.ts',
    ]);
  });

  it('is known by its transport where nobody knows the other end', () => {
    const port = codeOf(transports, 'messagePort');
    const index = buildTraceIndex(
      replay(testManifest, [
        segmentOf({}, (records) => {
          records.endpoint(port, '0.1a');
          records.send(10, 1, 4, []);
          records.end(90, 0, 0);
        }),
      ]),
    );
    expect(messagePhrase(index, 0, 'sender').text).toBe('a message over MessagePort');
  });
});
