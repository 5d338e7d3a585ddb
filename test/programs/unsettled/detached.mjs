import('./expression.mjs').then(console.log);
console.log('done');
