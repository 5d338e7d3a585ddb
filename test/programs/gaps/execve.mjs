// A program that becomes another: with an environment of its own, seen as it was given.
if (process.argv[2] === undefined) {
  console.log('first');
  setTimeout(() => process.execve(process.execPath, [process.execPath, process.argv[1], 'again'], { A: '1' }), 5);
} else {
  const second = async () => {
    await null;
    console.log('second', Object.keys(process.env).join(), process.execArgv.length);
  };
  await second();
}
