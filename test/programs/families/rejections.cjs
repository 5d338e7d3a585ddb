// Rejections that nobody handles, in the order and with the warnings of Node; and microtasks among ticks, timers and immediates.
const lines = [];
const say = (line) => void lines.push(line);
process.on('warning', ({ name, message }) => say(`${name}: ${message.split('\n')[0].slice(0, 60)}`));
process.on('unhandledRejection', (reason, promise) => say(`unhandled ${reason.message} ${promise instanceof Promise}`));
process.on('rejectionHandled', () => say('handled later'));
process.on('multipleResolves', (type) => say(`multiple ${type}`));
async function fail(word) {
  await null;
  throw new Error(word);
}
const late = fail('late');
fail('never');
setTimeout(() => late.catch(() => say('caught')), 5);
new Promise((done, failed) => {
  done(1);
  failed(new Error('twice'));
});
process.nextTick(say, 'tick');
queueMicrotask(() => {
  say('microtask');
  process.nextTick(say, 'tick of a microtask');
});
(async () => {
  say('async');
  await { then: (done) => done(say('then')) };
  say('after a thenable');
  for await (const value of [1, Promise.resolve(2)]) say(`value ${value}`);
  await Promise.allSettled([fail('a'), 1]);
  say('all settled');
  await Promise.any([fail('b'), fail('c')]).catch(({ errors }) => say(errors.map(({ message }) => message).join()));
})();
setTimeout(() => {
  setImmediate(say, 'immediate');
  setTimeout(say, 0, 'timer');
  process.nextTick(say, 'tick of a timer');
  Promise.resolve().then(() => say('microtask of a timer'));
}, 20);
process.on('beforeExit', () => say('before exit'));
process.on('exit', (code) => {
  say(`exit ${code} ${process.listenerCount('exit')} ${process.eventNames().map(String)}`);
  console.log(lines.join('\n'));
});
