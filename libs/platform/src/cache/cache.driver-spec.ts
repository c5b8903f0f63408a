import { describeCache } from './cache.fixture-spec.js';
import { MemoryCache } from './drivers/memory.driver.js';

const memory = new MemoryCache();
describeCache('memory', () => memory);
