// options: --permission --allow-fs-read=*
import fs from 'node:fs';

async function work() { await null; try { fs.writeFileSync('/tmp/forbidden', ''); } catch (error) { console.log(error.code); } throw new Error('worked'); }
await work().catch((error) => console.log(error.stack, String(work)));
console.log(process.permission.has('fs.write'), process.permission.has('child'));
try { new (await import('node:worker_threads')).Worker('', { eval: true }); } catch (error) { console.log(error.code); }
try { (await import('node:child_process')).spawnSync('true'); } catch (error) { console.log(error.code); }
