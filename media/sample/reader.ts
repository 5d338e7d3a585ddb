// A worker thread of the crawler: counts a page's words and finds its links.

import { parentPort } from 'node:worker_threads';

parentPort!.on('message', (question: { id: number; text: string } | null) => {
  if (question === null) {
    parentPort!.close();
    return;
  }
  const [body, ...links] = question.text.split('\n');
  // As slow as a real parser on a real page.
  const until = performance.now() + 4;
  while (performance.now() < until);
  const reading = { words: body!.split(' ').length, links: links.filter(Boolean).map((link) => Number(link.split('/').at(-1))) };
  parentPort!.postMessage({ id: question.id, reading });
});
