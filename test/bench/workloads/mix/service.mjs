// A process of the mix: hands what it is asked to its workers.

import { startPool } from './pool.mjs';

const pool = startPool();
process.on('message', async (id) => {
  await pool.run(id);
  process.send(id);
});
process.on('disconnect', () => void pool.stop());
