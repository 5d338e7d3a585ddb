// The program's own code waits, for something that is no function.
await new Promise(() => {}); // finds: neverSettled top level ×1
