const a = 1, b = [await Promise.resolve(2), (await new Promise(() => {})).x]; async function f() { await new Promise(() => {}); } f();
