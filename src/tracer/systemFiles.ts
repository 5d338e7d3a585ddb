// Node's file functions as they were before the program could put others in their place.

import * as fs from 'node:fs';

export const mkdirSync: typeof fs.mkdirSync = fs.mkdirSync;
export const readFileSync: typeof fs.readFileSync = fs.readFileSync;
export const realpathSync: typeof fs.realpathSync = fs.realpathSync;
export const renameSync: typeof fs.renameSync = fs.renameSync;
export const statSync: typeof fs.statSync = fs.statSync;
export const unlinkSync: typeof fs.unlinkSync = fs.unlinkSync;
export const writeFileSync: typeof fs.writeFileSync = fs.writeFileSync;
export const writeSync: typeof fs.writeSync = fs.writeSync;
