// options: --no-warnings
// util.getCallSites, and its first name, which Node 22 has too: places in an async function, whose line is edited.
const util = require('node:util');

/** Scripts are numbered by the engine, ours too. */
function show(name, sites) {
  console.log(name, sites?.map(({ scriptId: _scriptId, ...site }) => site));
}

async function ask() {
  await null; for (const name of ['getCallSites', 'getCallSite']) { show(name, util[name]?.(2)); show(name, util[name]?.()); }
}

ask();
