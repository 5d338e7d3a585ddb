// Imports and requires what Node writes anew.
import { createRequire } from 'node:module';
import painting from './transformed.cts';

const { ask, answers } = createRequire(import.meta.url)('./enumerated.ts');
console.log(answers, String(ask), await ask(), Object.keys(painting));
await painting.paint('blue');
