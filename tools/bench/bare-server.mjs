import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';

// The least that takes the same request: the body is parsed, nothing is checked and nothing kept.

const server = Fastify();
server.post('/api/v1/applications', async (_request, reply) => reply.code(202).send({ data: { id: randomUUID(), status: 'received' } }));
const url = await server.listen({ port: 0, host: '127.0.0.1' });
process.once('SIGTERM', () => void server.close().then(() => process.disconnect()));
process.send({ url });
