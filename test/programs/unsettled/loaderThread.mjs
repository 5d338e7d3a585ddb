import { register } from 'node:module';
process.noDeprecation = true;
register('data:text/javascript,export const resolve = (specifier, context, next) => next(specifier, context);');
console.log(await Promise.resolve('settles'));
