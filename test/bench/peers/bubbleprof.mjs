// Runs a program under clinic bubbleprof's collector, without its analysis: bubbleprof.mjs FOLDER_FOR_DATA PROGRAM
import { createRequire } from 'node:module';

const Bubbleprof = createRequire(`${process.env.PEERS}/`)('@clinic/bubbleprof');
const [dest, program] = process.argv.slice(2);
new Bubbleprof({ dest }).collect([process.execPath, program], (error) => {
  if (error) throw error;
});
