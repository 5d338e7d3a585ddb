// Stacks under exit listeners: several, added late, after process.exit.
const show = (name) => console.log(new Error(name).stack);
process.on('exit', (code) => { show(`exit ${code}`); process.on('exit', () => show('never')); });
process.once('exit', () => show('once'));
process.on('own', () => show('own'));
process.emit('own');
setTimeout(() => process.exit(3), 5);
