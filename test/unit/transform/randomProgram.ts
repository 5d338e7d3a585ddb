// Test support: random asynchronous programs, of every form of suspension, that log what they do.

import fc from 'fast-check';

/** Statements of an async function or, where `yield` may stand, of an async generator. Every statement logs or checks itself. */
const { statements } = fc.letrec<{ statements: string; statement: string; value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('1', 'null', 'later(2)', 'thenable(3)', 'await later(4)', 'tick(5)'),
    tie('statements').map((body) => `(async () => {${task(body)}})()`),
    tie('statements').map((body) => `(async (a = 1) => {${task(body)}})().then((v) => v, caught)`),
  ),
  statement: fc.oneof(
    { depthSize: 'small' },
    fc.nat(99).map((n) => `log(${n});`),
    tie('value').map((value) => `log(await ${value});`),
    tie('value').map((value) => `${value};`),
    fc.constant('await failure();'),
    fc.constant("throw new Error('thrown');"),
    fc.constantFrom('return 7;', 'return later(8);', 'return await later(9);', 'return;'),
    fc.constantFrom('break;', 'continue;', 'break outer;', 'continue outer;').map((jump) => `if (at(this_)) ${jump}`),
    fc.tuple(tie('statements'), tie('statements')).map(([body, handler]) => `try {${body}} catch (e) {check(); caught(e); ${handler}}`),
    fc.tuple(tie('statements'), tie('statements')).map(([body, handler]) => `try {${body}} finally {check(); ${handler}}`),
    tie('statements').map((body) => `for await (const v of [1, later(2), 3]) {check(); log(v); ${body}}`),
    tie('statements').map(
      (body) =>
        `for await (const v of (async function* () {${task(body)} yield 1; check(); yield later(2); check(); yield* inner(); check();})()) {check(); log(v);}`,
    ),
    tie('statements').map((body) => `for (const v of [1, 2]) {${body}}`),
    tie('statements').map((body) => `{ await using a = resource(), b = null; ${body} }`),
  ),
  statements: fc.array(tie('statement'), { maxLength: 3 }).map((all) => `${all.map((one) => `${one} check();`).join('\n')}`),
}));

/** The start of a task's body: `check` compares the task that the marks say runs with the one that runs. */
function task(body: string): string {
  return `const self = current(), check = () => same(self); let n = 0; const this_ = () => n++; outer: for (const once of [1, 2]) { log(once); ${body} }`;
}

/** The body of an async function; it uses the names that `runProgram` gives it. */
export const program: fc.Arbitrary<string> = statements.map(task);
