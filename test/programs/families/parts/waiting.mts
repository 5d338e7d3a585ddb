// Waits at its top level, beside other work.
const first: number = await Promise.resolve(1); const later = async (): Promise<number> => await Promise.resolve(2);
let sum = first + (await later());
for await (const one of [3]) sum += one;

export const waited: number = sum;
