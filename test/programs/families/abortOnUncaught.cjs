// options: --abort-on-uncaught-exception
// Ends by itself, while much has come that is to be recorded.
setTimeout(() => {
  for (const end = Date.now() + 40; Date.now() < end; );
  console.log('done');
}, 5);
