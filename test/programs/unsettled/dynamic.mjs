import('./expression.mjs');
await import('./settles.mjs');
{ await (async () => { await new Promise(() => {}); })(); }
