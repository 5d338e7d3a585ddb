// What loggers look at before they write: whether somebody has taken the standard streams' place. As pipes, and as files.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { Duplex } = require('node:stream');

function describe(stream) {
  const inherited = [];
  for (const name in stream) inherited.push(name);
  return {
    type: stream._type,
    isTampered: stream.write !== stream.constructor.prototype.write,
    own: Object.getOwnPropertyNames(stream).sort(),
    enumerable: inherited.sort(),
    write: [stream.write.name, stream.write.length, String(stream.write)],
  };
}

/** What stands in a library's own class below is called as ever, also when it is replaced late. */
function replaceInherited() {
  const { write } = Duplex.prototype;
  const lengths = [];
  Duplex.prototype.write = function (chunk, ...rest) {
    lengths.push(chunk.length);
    return write.call(this, chunk, ...rest);
  };
  new net.Socket().on('error', () => {}).write('four');
  process.stderr.write('to stderr\n');
  Duplex.prototype.write = write;
  return lengths;
}

function stackOf(stream) {
  try {
    stream.write(5);
  } catch (error) {
    return error.stack;
  }
}

const report = JSON.stringify({
  streams: [describe(process.stdout), describe(process.stderr)],
  lengths: replaceInherited(),
  stack: stackOf(process.stdout),
});
if (process.argv[2] === 'child') {
  fs.writeSync(1, `${report}\n`);
} else {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'standard-streams-')), 'out');
  const descriptor = fs.openSync(file, 'w');
  const { status } = spawnSync(process.execPath, [__filename, 'child'], { stdio: ['ignore', descriptor, 'inherit'] });
  console.log(report);
  console.log(status, fs.readFileSync(file, 'utf8'));
  fs.rmSync(path.dirname(file), { recursive: true });
}
