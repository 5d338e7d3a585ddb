// The environment for an npm that is started from inside another.

/** npm's own settings of an outer `npm run` would lead an inner npm astray; where packages come from stays. */
export function npmEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_(?!cache|registry|proxy|https_proxy|noproxy|userconfig))/i.test(name),
  );
  return Object.fromEntries(kept);
}
