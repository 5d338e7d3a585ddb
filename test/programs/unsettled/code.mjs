process.exitCode = 5;
process.on('exit', (code) => console.log(code, process.exitCode));
await new Promise(() => {});
