import { join } from 'node:path';
import { ElasticsearchServer, RedisServer, S3Server, startTogether } from '@shortlist/testing';

/** The servers that take the place of memory, folders and full text in the database. */
export interface Engines {
  readonly redis: RedisServer;
  readonly elasticsearch: ElasticsearchServer;
  readonly s3: S3Server;
  /** They lead a process to all of them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Where engines keep their data and what they listen on; temporary folders and free ports unless given. */
export interface EnginesPlace {
  readonly folder: string;
  readonly ports: Readonly<Record<'redis' | 'elasticsearch' | 's3', number>>;
}

/** Starts the three side by side, or none. */
export async function startEngines(place?: EnginesPlace): Promise<Engines> {
  const at = (name: keyof EnginesPlace['ports']): { folder?: string; port?: number } =>
    place ? { folder: join(place.folder, name), port: place.ports[name] } : {};
  const [redis, elasticsearch, s3] = await startTogether<[RedisServer, ElasticsearchServer, S3Server]>([
    RedisServer.start(at('redis')),
    ElasticsearchServer.start(at('elasticsearch')),
    S3Server.start(at('s3')),
  ]);
  const variables = {
    ...s3.variables,
    CACHE_DRIVER: 'redis',
    REDIS_URL: redis.url,
    SEARCH_DRIVER: 'elasticsearch',
    ELASTICSEARCH_URL: elasticsearch.url,
  };
  return { redis, elasticsearch, s3, variables };
}

/** Lets them finish what they have in hand. */
export async function stopEngines({ redis, elasticsearch, s3 }: Engines): Promise<void> {
  await Promise.all([redis, elasticsearch, s3].map((server) => server.stop()));
}

/** Ends them at once and deletes their data. */
export async function removeEngines({ redis, elasticsearch, s3 }: Engines): Promise<void> {
  await Promise.all([redis, elasticsearch, s3].map((server) => server.remove()));
}
