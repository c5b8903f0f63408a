import { describe, expect, it } from '@jest/globals';
import { proveBrokers } from './kafka-brokers-proof.fixture-spec.js';

describe('the producer for Kafka', () => {
  it('loses nothing that was acknowledged while brokers are killed, stopped and frozen', async () => {
    const proof = await proveBrokers({ faults: 3, random: Math.random, progress: () => undefined });
    expect(proof).toMatchObject({ holds: true, summary: expect.stringContaining(' 0 lost, 0 out of order') });
  }, 600_000);
});
