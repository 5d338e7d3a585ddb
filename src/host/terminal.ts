// Whether the keyboard's signals reach this process by themselves.

import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * Whether this process is in the foreground group of a terminal: Ctrl+C there is then delivered to every process of the group,
 * the program included. Elsewhere than on Linux it is judged by whether a standard stream is a terminal.
 */
export function isInForeground(): boolean {
  if (process.platform === 'linux') {
    const foreground = foregroundByProc();
    if (foreground !== null) return foreground;
  }
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

/** `pid (name) state ppid pgrp session tty_nr tpgid …`; the name may hold spaces and parentheses. */
function foregroundByProc(): boolean | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [group, terminal, foregroundGroup] = [fields[2], fields[4], fields[5]];
    return terminal !== '0' && group === foregroundGroup;
  } catch {
    return null;
  }
}
