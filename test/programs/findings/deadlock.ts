// Two functions that wait for one another.
const turns: { left?: Promise<void>; right?: Promise<void> } = {};

async function left(): Promise<void> {
  await null;
  await turns.right; // finds: neverSettled left ×1
}

async function right(): Promise<void> {
  await null;
  await turns.left;
}

turns.left = left();
turns.right = right();
