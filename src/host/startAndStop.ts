// Starting and stopping the recording of a program that runs: its threads look for a file in the run's folder when they have something to record.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopFileName } from '../model/launch.ts';

/** From a tenth of a second later on, at most, nothing is recorded. @throws the system's error when the folder can't be written */
export function stopRecording(folder: string): void {
  writeFileSync(join(folder, stopFileName), '');
}

/** Records again. Nothing happens when it does. @throws the system's error when the folder can't be written */
export function startRecording(folder: string): void {
  rmSync(join(folder, stopFileName), { force: true });
}
