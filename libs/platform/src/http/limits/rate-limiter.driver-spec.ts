import { MemoryRateLimiter } from './drivers/memory.driver.js';
import { describeRateLimiter } from './rate-limiter.fixture-spec.js';

const memory = new MemoryRateLimiter();
describeRateLimiter('memory', () => memory);
