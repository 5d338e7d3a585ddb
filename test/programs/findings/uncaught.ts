// An error that nobody caught, in a callback.
setTimeout(() => { // finds: uncaughtException setTimeout ×1
  throw new TypeError('late');
}, 5);
