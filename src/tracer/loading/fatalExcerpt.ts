// The excerpt that Node prints before a fatal error: it must show the line as the person wrote it.
//
//   file:///app/main.mjs:3          V8 has only the instrumented text, and C++ prints from it. So, after the program's own
//   await connect();                handlers have run and nothing of it will run any more, the error is made one that Node
//         ^                         believes to carry its excerpt already, and its stack the whole text to print.

import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { util } from '../nodeUtil.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import { readFileSync } from '../systemFiles.ts';
import { lineAt } from './lines.ts';
import type { LoadedFile, LoadedSources, Position } from './loadedSources.ts';
import { withoutWarnings } from './withoutWarnings.ts';

const { inspect, types } = util;

const isNode22 = process.versions.node.startsWith('22.');

/** Errors of rejections that the program's own listeners were told of: as exceptions they were thrown there. */
export type ToldRejections = WeakSet<object>;

export function installFatalExcerpt(files: LoadedSources, told: ToldRejections, disguise: Disguise): void {
  // In a worker Node prints no excerpt.
  if (!isMainThread) return;
  replaceFunction(process, '_fatalException', disguise, (original) => ({
    apply(_target, self: unknown, args: unknown[]) {
      const isHandled: unknown = Reflect.apply(original, self, args);
      if (isHandled === false) guarded(() => printOwnExcerpt(args[0], args[1] === true, files, told));
      return isHandled;
    },
  }));
}

function printOwnExcerpt(error: unknown, isRejection: boolean, files: LoadedSources, told: ToldRejections): void {
  if (!types.isNativeError(error) || typeof error.stack !== 'string') return;
  // Where it was thrown last, V8 knows, and shows right but for the rare edited line.
  if (!isRejection && (told.has(error) || isRethrown(error.stack))) return;
  const excerpt = excerptOf(error.stack, isRejection, files);
  if (excerpt === undefined) return;
  // As Node itself prints a fatal error.
  const colors = isColored() || inspect.defaultOptions.colors === true;
  const text = inspect(error, { colors, customInspect: false, depth: Math.max(inspect.defaultOptions.depth ?? Infinity, 5) });
  markDecorated(error);
  Object.defineProperty(error, 'stack', { value: `${excerpt}\n${text}`, configurable: true, writable: true, enumerable: false });
  // Node inspects the error once more, and prints the bare stack when that fails: a depth that Math.max refuses.
  Reflect.set(inspect.defaultOptions, 'depth', 0n);
}

/** Node notes on an error that left a vm script that its stack carries the excerpt. */
function markDecorated(error: Error): void {
  guarded(() => new Script('throw error').runInNewContext({ error }, { displayErrors: true }));
}

/** What is thrown in an async function that has waited rejects its promise: as an exception it was thrown again, elsewhere. */
function isRethrown(stack: string): boolean {
  return /^ {4}at async /m.test(stack) && !/^ {4}at ModuleJob\.run /m.test(stack);
}

function isColored(): boolean {
  // Loaded only here: with it come sockets, which cost a small program a millisecond.
  if (process.env['FORCE_COLOR'] !== undefined) return process.getBuiltinModule('node:tty').WriteStream.prototype.getColorDepth() > 2;
  return process.stderr.isTTY && process.stderr.getColorDepth() > 2;
}

/** @returns undefined when what Node prints by itself is right, or when the place can't be told */
function excerptOf(stack: string, isRejection: boolean, files: LoadedSources): string | undefined {
  const place = firstPlace(stack);
  const source = place === undefined ? undefined : shownSource(place, files);
  if (place === undefined || source === undefined) return undefined;
  const column = isRejection ? place.column : thrownAt(lineAt(source.written, place.line), place.column);
  if (column === undefined) return undefined;
  return composed(place.name, place.line, column, source);
}

/** Of a place in the running text of an instrumented file. */
export function excerptAt(file: LoadedFile, running: Position, files: LoadedSources): string | undefined {
  const { line, column } = file.original(running);
  const source = shownSource({ name: file.url, line, column }, files) ?? { written: '', running: runningText(file), ending: '' };
  return composed(file.url, line, column, source);
}

function composed(name: string, line: number, column: number, { running, ending }: ShownSource): string {
  const text = lineAt(running, line);
  return `${name}:${line}\n${text}\n${indentation(text, column - 1)}^\n${ending}`;
}

interface Place {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** The uppermost frame that is JavaScript with a file. Our call sites have corrected it already. */
function firstPlace(stack: string): Place | undefined {
  // What a builtin cannot parse is shown in its own words.
  if (/^SyntaxError[\s\S]*?\n {4}at [^\n]*<anonymous>\)?\n/.test(stack)) return undefined;
  const frame = /^ {4}at (?!.*[( ]<anonymous>\)?$)(?:.*? \()?(.+?):(\d+):(\d+)\)?$/m.exec(stack);
  return frame === null ? undefined : { name: frame[1], line: Number(frame[2]), column: Number(frame[3]) };
}

interface ShownSource {
  readonly written: string;
  /** As plain Node runs it: without types. */
  readonly running: string;
  /** What Node puts after the caret's line. */
  readonly ending: string;
}

/** @returns undefined when V8 shows that line by itself */
function shownSource({ name, line }: Place, files: LoadedSources): ShownSource | undefined {
  const file = files.get(name);
  const isMapped = process.sourceMapsEnabled && (file?.carriesMap ?? files.carryMaps);
  if (file !== undefined && !isMapped)
    return file.isEdited(line) ? { written: file.loaded.source, running: runningText(file), ending: '' } : undefined;
  // Node has mapped the place by a source map of the program's own; of the excerpt it maps the edited column.
  if (!isMapped || name.startsWith('node:')) return undefined;
  const written = readFileSync(name.startsWith('file:') ? fileURLToPath(name) : name, 'utf8');
  // A place that no map has moved may be one of the running text.
  if (lineAt(written, line) === '') return undefined;
  return { written, running: written, ending: isNode22 ? '\n' : '' };
}

/**
 * Of a rejection V8 shows where the error was made, of a throw where it was thrown: those are one place for what the
 * runtime throws, and one statement for `throw new Error()`. An error made earlier was thrown elsewhere.
 */
function thrownAt(line: string, column: number): number | undefined {
  const before = line.slice(0, column - 1);
  const keyword = /\bthrow\s+$/.exec(before);
  if (keyword !== null) return keyword.index + 1;
  return /^(?:new\b|\w*Error\()/.test(line.slice(column - 1)) ? undefined : column;
}

function runningText(file: LoadedFile): string {
  const { source, typescript } = file.loaded;
  return typescript && !file.isCompiled ? withoutWarnings(() => stripTypeScriptTypes(source)) : source;
}

/** As Node's: it counts UTF-16 units in the bytes of UTF-8, and keeps tabs. */
function indentation(line: string, units: number): string {
  const bytes = Buffer.from(line);
  return Array.from({ length: Math.min(units, bytes.length) }, (_unit, index) => (bytes[index] === 9 ? '\t' : ' ')).join('');
}
