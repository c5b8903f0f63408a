import type * as elasticsearchPackage from '@elastic/elasticsearch';
import { ConfigurationError } from '../config/variables.js';
import type { Environment } from '../config/variables.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { ElasticsearchSearchIndex } from './drivers/elasticsearch.driver.js';
import { PostgresSearchIndex } from './drivers/postgres.driver.js';
import { searchVariables } from './search.config.js';
import type { SearchIndex } from './search-index.js';
import { lazyPackage } from '../lazy-package.js';

const elasticsearch = lazyPackage<typeof elasticsearchPackage>('@elastic/elasticsearch');

/** The configured index. */
export function createSearchIndex(environment: Environment, unitOfWork: UnitOfWork): SearchIndex {
  const settings = environment.read(searchVariables);
  if (settings.SEARCH_DRIVER === 'postgres') return new PostgresSearchIndex(unitOfWork);
  const { ELASTICSEARCH_URL, ELASTICSEARCH_API_KEY, ELASTICSEARCH_TIMEOUT_MS, ELASTICSEARCH_INDEX } = settings;
  if (!ELASTICSEARCH_URL) throw new ConfigurationError(['ELASTICSEARCH_URL is missing: SEARCH_DRIVER=elasticsearch needs it']);
  const client = new (elasticsearch().Client)({
    node: ELASTICSEARCH_URL,
    requestTimeout: ELASTICSEARCH_TIMEOUT_MS,
    maxRetries: 1,
    ...(ELASTICSEARCH_API_KEY && { auth: { apiKey: ELASTICSEARCH_API_KEY } }),
  });
  return new ElasticsearchSearchIndex({ client, alias: ELASTICSEARCH_INDEX });
}
