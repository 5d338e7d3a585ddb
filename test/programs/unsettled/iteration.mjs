async function* g() { yield 1; await new Promise(() => {}); }
	for await (const x of g()) { console.log(x, await 1, 'ñ'); }
