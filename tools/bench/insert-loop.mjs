import pg from 'pg';

// The yardstick: rows inserted one by one, each in a transaction of its own, into a table with a primary key and an index.

const { connection, rows } = JSON.parse(process.argv[2]);
const client = new pg.Client(connection);
await client.connect();
await client.query('CREATE TEMPORARY TABLE yardstick (id bigint PRIMARY KEY, label text NOT NULL, at timestamptz NOT NULL DEFAULT now())');
await client.query('CREATE INDEX ON yardstick (at)');
process.send('ready');
process.once('message', async () => {
  for (let id = 0; id < rows; id += 1) await client.query('INSERT INTO yardstick (id, label) VALUES ($1, $2)', [id, `row ${id}`]);
  process.send('done');
});
process.once('SIGTERM', () => client.end().then(() => process.disconnect()));
