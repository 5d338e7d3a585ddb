// Enums, namespaces, parameter properties, decorators and path aliases: what plain Node cannot run.
import { logged } from '@lib/logged';
import { Level, Queue } from '@lib/queue';

namespace Labels {
  export const prefix = 'job';
  export function of(level: Level): string {
    return `${prefix}:${Level[level]}`;
  }
}

class Runner {
  constructor(
    private readonly queue: Queue<number>,
    readonly name: string,
  ) {}

  @logged
  async run(level: Level): Promise<number> {
    let sum = 0;
    for await (const value of this.queue.drain()) sum += value;
    console.log(Labels.of(level), this.name, sum);
    return sum;
  }
}

const queue = new Queue<number>();
for (let value = 1; value <= 5; value++) queue.push(value);
const total = await new Runner(queue, 'first').run(Level.High);
console.log('total', total);
