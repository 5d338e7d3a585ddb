// Code that is given as a word, under the permission model: the preload can't be read there, and the code runs all the same.
import { execFileSync, spawnSync } from 'node:child_process';

const code = 'console.log(process.permission.has("fs.read", "/"), process.env.NODE_OPTIONS, process.argv.length)';
console.log(execFileSync(process.execPath, ['--permission', '-e', code]).toString());
console.log(execFileSync(process.execPath, ['--eval', code, '--permission'], { env: { NODE_OPTIONS: '--no-warnings' } }).toString());
console.log(execFileSync('/bin/sh', ['-c', `"${process.execPath}" --permission -p 1+1`]).toString());
const { status, stderr } = spawnSync(process.execPath, ['--permission', '-e', 'fs.readFileSync("/etc/hostname")']);
console.log(status, /resource: (.*)/.exec(stderr.toString())?.[1]);
