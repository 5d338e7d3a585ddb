// Stands where @vscode/test-electron expects the desktop's `code`: the same flags and exit code, but the workbench is code-server in a browser.

import { fenceIn, launchBrowser, workbenchAddress } from './browser.ts';
import { startServer } from './server.ts';

const giveUpMs = 240_000;

const words = process.argv.slice(2);
const optionOf = (name: string): string | undefined => words.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const folder = words.find((word) => !word.startsWith('-'));

async function runTests(): Promise<number> {
  if (folder === undefined) throw new Error('expected a folder to open');
  // The browser first: it ends with this process, the server would not.
  const browser = await launchBrowser();
  const server = await startServer({ testDriver: true });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await fenceIn(page);
    // The workbench calls these two; they must be there before it starts.
    const ended = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
    await page.exposeFunction('codeAutomationLog', (kind: string, parts: unknown[]) => {
      if (kind === 'error' && process.env.VERBOSE !== undefined) console.error(...parts);
    });
    await page.goto(
      workbenchAddress(server, {
        workspace: folder,
        development: optionOf('extensionDevelopmentPath'),
        tests: optionOf('extensionTestsPath'),
      }),
    );
    const late = new Promise<number>((done) => setTimeout(() => done(124), giveUpMs));
    return await Promise.race([ended, late]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

process.exit(await runTests());
