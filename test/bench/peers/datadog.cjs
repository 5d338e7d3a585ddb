// Preloaded: dd-trace as it comes, sending to a stand-in for its agent. The client of the workload stays plain.
if (process.send === undefined) {
  require('node:module').createRequire(`${process.env.PEERS}/`)('dd-trace').init();
  // It patches a module when it is required; the workload imports it.
  require('node:http');
}
