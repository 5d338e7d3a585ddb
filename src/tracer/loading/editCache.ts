// The cache of edit lists by content: a file that was seen before needs no parser.

import { extname, join } from 'node:path';
import type { Instrumentation } from '../../model/edits.ts';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from '../systemFiles.ts';
import { contentKey } from './contentKey.ts';

export type SourceFormat = 'module' | 'commonjs' | 'unambiguous';

/** What the transformer is asked, and answers: null when there is nothing to do. */
export interface TransformRequest {
  readonly source: string;
  readonly fileName: string;
  readonly format: SourceFormat;
  readonly typescript: boolean;
}
type Transformed = (Instrumentation & { readonly decorators: boolean }) | null;
export type Transform = (request: TransformRequest) => Transformed;

/**
 * @param version - of the transformer: another may make something else of the same source
 * @returns `transform` with its answers kept in `folder`. A folder that can't be read or written makes it slower, no more.
 */
export function cached(transform: Transform, folder: string, version: string): Transform {
  return (request) => {
    const { source, fileName, format, typescript } = request;
    const file = join(folder, `${contentKey([version, format, typescript, extname(fileName), source].join('\n'))}.json`);
    const known = read(file);
    if (known !== undefined) return known;
    const made = transform(request);
    write(folder, file, made);
    return made;
  };
}

function read(file: string): Transformed | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Transformed;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: another process never reads half of it. */
function write(folder: string, file: string, made: Transformed): void {
  try {
    const beside = `${file}.${process.pid}-${process.hrtime.bigint()}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, JSON.stringify(made));
    renameSync(beside, file);
  } catch {
    // The next run transforms again.
  }
}
