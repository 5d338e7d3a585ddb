// An enum has to be written anew, and what stands below it moves.
interface Shape {
  size: number;
}

enum Unit { Metre = 'm', Foot = 'ft' }
async function measure(unit: Unit, { size }: Shape): Promise<void> { await null;
  throw new Error(`${size} ${unit}`);
}
await measure(Unit.Metre, { size: 3 });
