import { registerHooks } from 'node:module'; registerHooks({ resolve(s, c, n) { console.log(s); return n(s, c); } }); await import('node:os'); await 1; console.log('end');
