// Every form of async function, and every way to wait: test/end/names.test.ts has the list of names and places.
import { setTimeout as sleep } from 'node:timers/promises';

async function declared(): Promise<number> {
  await sleep(1);
  return 1;
}

const arrow = async (value: number): Promise<number> => (await value) + 1;

const expression = async function named(): Promise<void> {
  await null;
};

class Store {
  async load(): Promise<number> {
    return await declared();
  }

  static async open(): Promise<Store> {
    await arrow(1);
    return new Store();
  }

  async #secret(): Promise<string> {
    await null;
    return 'secret';
  }

  readonly reveal = async (): Promise<string> => this.#secret();

  async *items(): AsyncGenerator<number> {
    yield 1;
    await null;
    yield 2;
  }
}

const object = {
  async method(): Promise<void> {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  },
  'quoted name': async (): Promise<void> => {
    await null;
  },
};

const store = await Store.open();
await store.load();
await store.reveal();
await expression();
await object.method();
await object['quoted name']();
for await (const item of store.items()) if (item > 2) break;
await Promise.all([1, 2].map(async (value) => await value));
const timer = setTimeout(() => {}, 1);
timer.ref();
await Promise.resolve(1).then((value) => value + 1);
