import('./expression.mjs').then(console.log);
