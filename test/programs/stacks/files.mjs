// Stacks under callbacks of files, streams, compression and hashing; and the stacks of their errors.
import crypto from 'node:crypto';
import dns from 'node:dns';
import fs from 'node:fs';
import readline from 'node:readline';
import { pipeline, Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';

const show = (name) => console.log(new Error(name).stack);
const under = (start) => new Promise((done) => start((error) => { show(String(start)); if (error) console.log(error.stack); done(); }));
const file = import.meta.filename;
await under((f) => fs.stat(file, f));
await under((f) => fs.readFile(file, f));
await under((f) => fs.readdir(import.meta.dirname, f));
await under((f) => fs.open('/nowhere', f));
await fs.promises.readFile(file);
show('promises');
await fs.promises.open('/nowhere').catch((error) => console.log(error.stack));
try { fs.readFileSync('/nowhere'); } catch (error) { console.log(error.stack); }
await under((f) => zlib.gzip('text', f));
await under((f) => crypto.randomBytes(8, f));
await under((f) => crypto.pbkdf2('a', 'b', 1, 8, 'sha1', f));
await under((f) => dns.lookup('localhost', f));
await under((f) => { const stream = fs.createReadStream(file); stream.on('data', () => show('data')); stream.on('end', () => show('end')); stream.on('close', f); });
const upper = new Transform({ transform(chunk, _encoding, next) { show('transform'); next(null, chunk); } });
await under((f) => pipeline(Readable.from(['a']), upper, async function* (source) { for await (const part of source) { show('generator'); yield part; } }, fs.createWriteStream('/dev/null'), f));
await under((f) => readline.createInterface({ input: Readable.from(['one\n']) }).on('line', () => show('line')).on('close', f));
process.on('beforeExit', () => show('beforeExit'));
process.on('exit', () => show('exit'));
