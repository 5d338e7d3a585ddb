import { setTimeout as sleep } from 'node:timers/promises';

export const later = async () => sleep(1);
throw new Error('while it loads');
