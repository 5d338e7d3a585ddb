// Stands in for the agent of dd-trace: takes what is sent and keeps nothing. Prints its port; ends with its stdin.
import http from 'node:http';

const agent = http.createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
});
agent.listen(0, '127.0.0.1', () => process.stdout.write(`${agent.address().port}\n`));
process.stdin.resume().on('end', () => process.exit());
