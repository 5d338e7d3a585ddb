// Timers that are all due when the loop comes to them, in the order of their durations.
const lines = [];
for (const ms of [5, 10, 12, 15, 16, 20, 25]) setTimeout(() => lines.push(ms), ms);
for (const end = Date.now() + 60; Date.now() < end; );
setTimeout(() => console.log(lines.join()), 40);
