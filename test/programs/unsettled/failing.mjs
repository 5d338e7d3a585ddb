process.on('exit', () => { throw new Error('in the listener'); });
await new Promise(() => {});
