// CommonJS that Node writes anew.
enum Colour { Red = 'red' }
class Box { constructor(private readonly content: number) {} async open(): Promise<number> { return await this.content; } }
async function paint(colour: Colour): Promise<void> { await null; console.log(String(paint), await new Box(3).open()); throw new Error(colour); }
module.exports = { paint };
if (require.main === module) paint(Colour.Red).catch((error) => console.log(error.stack)).then(() => paint(Colour.Red));
