// Runs every suite, then prints the sum alone on the last line: `N passed, N failed`.
//
// A test that was held but did not run counts as failed, and so does a skipped one without a reason in test/skips.md.
// `npm test -- unit/tracer vscode/person` runs only what lies under test/unit/tracer and begins with test/vscode/person.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installNative } from './buildNative.mjs';
import { ensureChromium } from './ensureChromium.mjs';
import { ensureNodes } from './ensureNodes.mjs';
import { ensureVscode } from './ensureVscode.mjs';

const suites = ['house', 'unit', 'end', 'ui', 'vscode'];
/** The tests of the walls plant files that the other files of their suite must not see; two workbenches at once are too many. */
const oneFileAtATime = new Set(['house', 'vscode']);
/** Real processes, browsers and editors on a machine that may be busy: a second try, which the log shows. What is wrong fails twice. */
const twice = new Set(['unit', 'end', 'ui', 'vscode']);
const reports = 'build/tests';

function runNode(args, options = {}) {
  return spawnSync(process.execPath, args, { stdio: 'inherit', ...options });
}

/** The suite of `vscode/person` is vscode. */
function suiteOf(name) {
  return name.split('/', 1)[0];
}

function vitest(command, name, args, options) {
  return runNode(['node_modules/vitest/vitest.mjs', command, `test/${name}`, '--dir', `test/${suiteOf(name)}`, ...args], options);
}

function reportOf(name, kind) {
  return `${reports}/${name.replaceAll('/', '-')}.${kind}`;
}

/** How many tests it holds, counted before it runs; null when it can't even be collected. */
function countHeld(name, env) {
  const file = reportOf(name, 'held.json');
  const listed = vitest('list', name, ['--no-staticParse', `--json=${file}`], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (listed.status !== 0 || !existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')).length;
}

function readReport(name) {
  const file = reportOf(name, 'json');
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Tests of a report as { name, status, why }, a file that failed to load as one failed test. */
function testsOf(report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults.length > 0
      ? file.assertionResults.map((test) => ({ name: test.fullName, status: test.status, why: indent(test.failureMessages.join('\n')) }))
      : [{ name: file.name, status: 'failed', why: indent(file.message ?? '') }],
  );
}

function indent(text) {
  return text
    .split('\n', 12)
    .map((line) => `\n    ${line}`)
    .join('');
}

/** Names of skipped tests that test/skips.md gives a reason for: its list items begin with the name in backticks. */
function readExcuses() {
  const lines = readFileSync('test/skips.md', 'utf8').split('\n');
  return new Set(lines.flatMap((line) => /^- `([^`]+)`: \S/.exec(line)?.[1] ?? []));
}

function run(name, env, excuses) {
  const held = countHeld(name, env);
  const order = oneFileAtATime.has(suiteOf(name)) ? ['--no-file-parallelism'] : [];
  const tries = twice.has(suiteOf(name)) ? ['--retry=1'] : [];
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name, 'json')}`];
  vitest('run', name, [...order, ...tries, ...output], { env });
  const report = readReport(name);
  if (!held || report === null) {
    console.log(`${name}: did not start`);
    return { passed: 0, failed: held || 1, complaints: [`${name}: did not start`] };
  }
  const tests = testsOf(report);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const excused = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed' && excuses.has(test.name)).length;
  const failed = Math.max(held, tests.length) - passed - excused;
  console.log(`${name}: ${passed} of ${held} tests passed, ${excused} skipped with a reason, ${failed} failed`);
  return {
    passed,
    failed,
    complaints: tests.filter((test) => test.status === 'failed').map((test) => `${name}: ${test.name}${test.why}`),
  };
}

function runAll() {
  const nodes = ensureNodes();
  // They bring the headers that the build of a clean clone has not had.
  const { reason } = installNative();
  if (reason !== undefined) console.log(`The mapped recording is not built, and not tested: ${reason}.`);
  const env = { ...process.env, CHROMIUM_PATH: ensureChromium(), NODE_22: nodes[22], NODE_26: nodes[26] };
  const named = process.argv.slice(2);
  const chosen = named.length > 0 ? named : suites;
  const unknown = chosen.find((name) => !suites.includes(suiteOf(name)));
  if (unknown !== undefined) throw new Error(`There is no suite ${unknown}: expected ${suites.join(', ')}, or a path under one of them.`);
  if (chosen.some((name) => suiteOf(name) === 'vscode')) ensureVscode();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const excuses = readExcuses();
  const results = chosen.map((name) => run(name, env, excuses));
  return {
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    failed: results.reduce((sum, result) => sum + result.failed, 0),
    complaints: results.flatMap((result) => result.complaints),
  };
}

function runOrExplain() {
  try {
    return runAll();
  } catch (error) {
    return { passed: 0, failed: suites.length, complaints: [error instanceof Error ? error.message : String(error)] };
  }
}

const sum = runOrExplain();
process.exitCode = sum.failed === 0 ? 0 : 1;
// Here and not where they happened: the end of a long log is what one sees.
for (const complaint of sum.complaints) console.log(complaint);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
