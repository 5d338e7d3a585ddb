import './expression.mjs';
import './iteration.mjs';
import './settles.mjs';
await 1;
console.log('never');
