const x: Promise<void> = new Promise<void>(() => {});
async function f(): Promise<void> { await x; }
process.on('exit', (c) => console.log('exit', c, process.exitCode));
	await f(); const y: number = 1;
