// options: --frozen-intrinsics
import { Worker } from 'node:worker_threads';

async function work() { await null; try { console.log(new Function('return 1')()); } catch (error) { console.log(error.stack); } throw new Error('worked'); }
await work().catch((error) => console.log(error.stack, String(work)));
console.log(await new Promise((done) => new Worker('(async () => { await 1; require("worker_threads").parentPort.postMessage("worker"); })()', { eval: true }).on('message', done)));
