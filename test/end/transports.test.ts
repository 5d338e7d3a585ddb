// One program a transport prints the messages that it passed: the exported trace holds every one, and no other.

import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { transportPrograms } from '../support/transportPrograms.ts';
import { edgesOf, printedEdges } from './support/edges.ts';
import { exportLines, programs, runTraced } from './support/runs.ts';

const leveled = transportPrograms.flatMap((program) => [[program, 'full'] as const, [program, 'light'] as const]);

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(leveled)('every message of %s at the %s level, and no other', async (program, level) => {
    const traced = await runTraced(['--level', level, ...program.split(' ')], { node: path, cwd: `${programs}/transports` });
    expect(traced.stderr).toBe('');
    const printed = printedEdges(traced.stdout);
    expect(printed.length).toBeGreaterThan(0);
    expect(edgesOf(await exportLines(traced.trace)).toSorted()).toEqual(printed.toSorted());
    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
  });

  it('a message with one end says why', async () => {
    const traced = await runTraced(['oneEnded.mjs'], { node: path, cwd: `${programs}/transports` });
    const messages = (await exportLines(traced.trace)).filter((line) => line.type === 'message');
    expect(messages.map((message) => `${message.transport} ${message.reason}`).sort()).toEqual([
      'broadcastChannel closed',
      'messagePort closed',
      'messagePort inFlight',
      'tcp peerNotTraced',
      'tcp peerNotTraced',
      'workerMessage closed',
      'workerMessage closed',
    ]);
  });

  it("a message from or to a program that is not traced has that one's address", async () => {
    const traced = await runTraced(['untracedPeers.mjs'], { node: path, cwd: `${programs}/transports` });
    const { pid, httpPort, echoPort } = JSON.parse(traced.stdout) as Readonly<Record<string, number>>;
    const messages = (await exportLines(traced.trace)).filter((line) => line.type === 'message');
    expect(
      messages
        .map(({ send, transport, name, reason, peer }) => `${send === null ? 'from' : 'to'} ${peer}: ${transport} ${name || '-'} ${reason}`)
        .sort(),
    ).toEqual(
      [
        `from 127.0.0.1:${echoPort}: tcp - peerNotTraced`,
        `from 127.0.0.1:${httpPort}: http 200 for GET /item peerNotTraced`,
        `from stdout of process ${pid}: pipe - peerNotTraced`,
        `to 127.0.0.1:${echoPort}: tcp - peerNotTraced`,
        `to 127.0.0.1:${httpPort}: http GET /item peerNotTraced`,
      ].sort(),
    );
  });
});
