// Preloaded: OpenTelemetry's instrumentation of http, with its usual batches of spans, which nobody sends on. The client of the workload stays plain.
if (process.send === undefined) {
  const from = require('node:module').createRequire(`${process.env.PEERS}/`);
  const { NodeSDK } = from('@opentelemetry/sdk-node');
  const { HttpInstrumentation } = from('@opentelemetry/instrumentation-http');
  let spans = 0;
  const traceExporter = {
    export(batch, done) {
      spans += batch.length;
      done({ code: 0 });
    },
    shutdown: async () => {},
    forceFlush: async () => {},
  };
  new NodeSDK({ instrumentations: [new HttpInstrumentation()], traceExporter, autoDetectResources: false }).start();
  // It patches a module when it is required; the workload imports it.
  require('node:http');
  process.on('exit', () => {
    if (spans === 0 && Number(process.env.ROUNDS) > 2000) throw new Error('OpenTelemetry made no span');
  });
}
