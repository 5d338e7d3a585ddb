// options: --no-warnings --stack-trace-limit=12
// The process: arguments, options, descriptors, signals and standard streams.
import { spawnSync } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';

console.log(process.argv.length, process.argv0 === 'node', process.execArgv, process.title, process.env.NODE_OPTIONS, Error.stackTraceLimit);
console.log([0, 1, 2].map((fd) => [isatty(fd), fstatSync(fd).isFIFO(), fstatSync(fd).isSocket()].join()).join(' '));
for (const stream of [process.stdin, process.stdout, process.stderr]) {
  console.log(stream.constructor.name, stream.isTTY, stream.fd, stream.writableHighWaterMark, stream.eventNames().map(String).join());
}
console.log(Object.keys(process.report), process.features.typescript, Object.keys(process.memoryUsage()), process.allowedNodeEnvironmentFlags.has('--require'));
console.log(process.mainModule, process.exitCode, process.uptime() > 0, process.config === process.config, process.getMaxListeners());
process.on('SIGUSR2', (signal, number) => {
  console.log(signal, number, process.listenerCount('SIGUSR2'));
  process.removeAllListeners('SIGUSR2');
  process.stdin.unref?.();
});
const keep = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGUSR2');
await new Promise((done) => setTimeout(done, 30));
clearInterval(keep);
for (const [name, code] of Object.entries({
  exit: 'process.on("exit", (code) => { console.log("exit", code); process.exitCode = 9; }); process.exit(4)',
  code: 'process.exitCode = 5',
  thrown: 'process.on("uncaughtException", (error, origin) => { console.log(origin, error.message); }); setTimeout(() => { throw new Error("late") }, 1); throw new Error("first")',
  listener: 'process.on("exit", () => { throw new Error("in a listener") })',
  kill: 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 1000)',
  abort: 'process.setUncaughtExceptionCaptureCallback((error) => console.log("captured", error.message)); throw new Error("x")',
  input: 'process.stdin.on("data", (data) => console.log(String(data))).on("end", () => console.log("end"))',
  sync: 'console.log(require("node:fs").readFileSync(0, "utf8"))',
  warning: 'process.emitWarning("careful", { code: "MINE", detail: "more" }); process.on("warning", (warning) => console.log(warning.code, warning.detail))',
  monitor: 'process.on("uncaughtExceptionMonitor", (error, origin) => console.log("monitor", origin)); Promise.reject(new Error("rejected"))',
  strict: 'process.on("unhandledRejection", (reason) => { console.log(reason.message); process.exit(6) }); (async () => { await null; throw new Error("async") })()',
})) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', code], { input: 'typed', encoding: 'utf8' });
  console.log(name, status, signal, stdout.trim(), stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)').trim());
}
