// Twice as many keys as libuv's pool has threads.

import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
await Promise.all(Array.from({ length: 8 }, () => derive('a', 'b', 400_000, 64, 'sha512')));
