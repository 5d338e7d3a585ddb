// The server: adds two numbers a little later.
const express = require('express');

const app = express();
app.use(express.json());

async function add(a, b) {
  await new Promise((resolve) => setImmediate(resolve));
  return a + b;
}

app.post('/add', async (request, response) => {
  response.json({ sum: await add(request.body.a, request.body.b) });
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
