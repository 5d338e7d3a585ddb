// A test that runs some of covered.ts.
import test from 'node:test';
import { half } from './covered.ts';

test('halves', async () => void (await half(await half(6))));
