process.on('exit', (code) => { console.log(code, process.exitCode); process.exitCode = 0; });
await new Promise(() => {});
