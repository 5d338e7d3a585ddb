// The page's entry for tests of the view alone: the real view over a made-up trace, chosen by the address after `#`.

import { speak, type Texts } from '../../../src/layout/say.ts';
import { createPageHost } from '../../../webview/pageHost.ts';
import { startView } from '../../../webview/view/startView.ts';
import { createSyntheticSource } from './syntheticSource.ts';

const chosen = new URLSearchParams(location.hash.slice(1));
speak(JSON.parse(chosen.get('texts') ?? '{}') as Texts, chosen.get('language') ?? 'en');
const source = createSyntheticSource({
  slicesPerRow: Number(chosen.get('slices') ?? 24),
  failed: chosen.has('failed'),
  gaps: chosen.has('gaps') ? ['Thread worker 2 was killed; at most 512 of its last records are missing.'] : [],
  empty: chosen.has('empty'),
});
/** With `held` it says what it holds once somebody presses Enter. */
const overview = async (): ReturnType<typeof source.overview> => {
  if (chosen.has('held')) await new Promise((goOn) => document.addEventListener('keydown', ({ key }) => key === 'Enter' && goOn(null)));
  return source.overview();
};
void startView(document.getElementById('root')!, { ...source, overview }, createPageHost());
