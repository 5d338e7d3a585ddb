import { writeSync } from 'node:fs';

export async function load(url, context, next) {
  if (url.includes('tell=')) writeSync(1, `${url.slice(url.indexOf('tell='))} ${Reflect.ownKeys(context).join()}\n`);
  return next(url, context);
}
