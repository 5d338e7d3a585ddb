// Patches of the port API: channels that are made, messages that are posted or taken, ports that change hands within the thread.

import type * as workerThreads from 'node:worker_threads';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import { type CarriedMemory, defineEndpoint, type MessageRecorder } from './messageRecorder.ts';
import { patchClass } from './patchClass.ts';
import type { Ports } from './ports.ts';
import { describeThreadMessage } from './threadMessages.ts';
import { dataProperty, transferredPorts } from './transferList.ts';

type Threads = typeof workerThreads;

const none: readonly number[] = [];

export function installPorts(threads: Threads, ports: Ports, recorder: MessageRecorder, disguise: Disguise, memory: CarriedMemory): void {
  let channels = 0;
  patchClass<workerThreads.MessageChannel>([threads, globalThis], 'MessageChannel', disguise, ({ port1, port2 }) => {
    ports.claim();
    const key = `${threads.threadId}.${++channels}`;
    ports.follow(port1, defineEndpoint(recorder, 'messagePort', `${key}a`));
    ports.follow(port2, defineEndpoint(recorder, 'messagePort', `${key}b`));
  });
  patchPosting(threads, ports, recorder, disguise, memory);
  patchTaking(threads, ports, recorder, disguise);
  patchMoves(threads, ports, disguise);
}

/** A post that throws, such as one of a value that can't be cloned, sends nothing. */
function patchPosting(threads: Threads, ports: Ports, recorder: MessageRecorder, disguise: Disguise, memory: CarriedMemory): void {
  const sent = (endpoint: number, time: number, args: readonly unknown[]): void => {
    const value = args[0];
    const isOfThreads = ports.isOfThreads(endpoint);
    const code = isOfThreads ? describeThreadMessage(value, ports, recorder) : 0;
    const moving = transferredPorts(args[1]);
    const moved = moving.length === 0 ? none : ports.release(moving);
    memory.going(code === 0 ? value : dataProperty(value, 'value'));
    recorder.begin(moved.length * 2).send(time, endpoint, code, moved);
    ports.claim(); // what a stream that is transferred makes for itself
  };
  replaceFunction(threads.MessagePort.prototype, 'postMessage', disguise, () => ({
    apply(target, port: object, args) {
      const endpoint = ports.endpointOf(port) ?? ports.recognize(port);
      if (endpoint === undefined) return Reflect.apply(target, port, args);
      const time = recorder.now();
      const result = Reflect.apply(target, port, args);
      guarded(() => sent(endpoint, time, args));
      return result;
    },
  }));
}

function patchTaking(threads: Threads, ports: Ports, recorder: MessageRecorder, disguise: Disguise): void {
  replaceFunction(threads, 'receiveMessageOnPort', disguise, () => ({
    apply(target, self, args) {
      ports.claim();
      const taken = Reflect.apply(target, self, args);
      const endpoint = taken === undefined ? undefined : ports.endpointOf(args[0]!);
      if (endpoint !== undefined) guarded(() => ports.received(endpoint, recorder.now()));
      return taken;
    },
  }));
}

/** A clone or a move to another context makes new ports of the same endpoints. */
function patchMoves(threads: Threads, ports: Ports, disguise: Disguise): void {
  const renew = (before: readonly object[]): void => {
    const after = ports.claim();
    const released = ports.release(before);
    for (let index = 0; index < released.length; index++) {
      const endpoint = released[index]!;
      const port = after[index];
      if (port !== undefined && endpoint !== 0) ports.follow(port, endpoint);
    }
  };
  const renewing = (moving: (args: readonly unknown[]) => readonly object[]) => () => ({
    apply(target: (...args: never[]) => unknown, self: unknown, args: never[]): unknown {
      ports.claim();
      const result = Reflect.apply(target, self, args);
      guarded(() => renew(moving(args)));
      return result;
    },
  });
  replaceFunction(
    globalThis,
    'structuredClone',
    disguise,
    renewing((args) => transferredPorts(args[1])),
  );
  replaceFunction(
    threads,
    'moveMessagePortToContext',
    disguise,
    renewing((args) => [args[0] as object]),
  );
}
