process.once('custom', () => {});
for (const ms of [1, 2]) await new Promise((done) => setTimeout(done, ms));
	await { then() {} }; const never = 1;
