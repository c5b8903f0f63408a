import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Cache, isCacheUnavailable } from '../../cache/cache.js';
import { KeyedRequest, keyReused } from '../../database/keyed-request.js';
import type { KeyedRequestName } from '../../database/keyed-request.js';
import { CodedError } from '../../errors/coded-error.js';
import { newId } from '../../ids.js';
import { Logger } from '../../telemetry/logger.js';
import type { SerializedAnswer } from '../answers/envelope.js';

const KEPT_SECONDS = 24 * 60 * 60;
/** Longer than any request may run; after a crash the key is free again. */
const LEASE_SECONDS = 120;
const WAIT_MS = 5_000;
const POLL_MS = 20;

export interface IdempotentRequest extends KeyedRequestName {
  /** The store itself finds the key again, so that the request may go on without the cache. */
  readonly storeRemembers: boolean;
}

interface Running {
  readonly state: 'running';
  readonly fingerprint: string;
  readonly lease: string;
}
interface Done {
  readonly state: 'done';
  readonly fingerprint: string;
  readonly answer: SerializedAnswer;
}

export interface IdempotentOutcome {
  readonly answer: SerializedAnswer;
  readonly replayed: boolean;
}

/**
 * Runs a request once per key. Whoever comes while it runs waits for its answer, and gets 409 when that takes too long. The cache only saves
 * work: when it forgets, or the end of a request is unknown, the request runs again, and what it committed before is not done again
 * (`KeyedRequest`).
 */
@Injectable()
export class IdempotentAnswers {
  constructor(
    private readonly cache: Cache,
    private readonly logger: Logger,
  ) {}

  async once(request: IdempotentRequest, answer: () => Promise<SerializedAnswer>): Promise<IdempotentOutcome> {
    const produce = (): Promise<SerializedAnswer> => new KeyedRequest(request).run(answer);
    const cacheKey = `http:${hash(request.scope)}:idempotency:${hash([request.key])}`;
    const lease = JSON.stringify({ state: 'running', fingerprint: request.fingerprint, lease: newId() } satisfies Running);
    let known: SerializedAnswer | null;
    try {
      known = await this.claimOrAnswer(cacheKey, lease, request.fingerprint);
    } catch (error) {
      if (!request.storeRemembers || !isCacheUnavailable(error)) throw error;
      return { answer: await produce(), replayed: false };
    }
    if (known) return { answer: known, replayed: true };
    return { answer: await this.produce(cacheKey, lease, request.fingerprint, produce), replayed: false };
  }

  /** Null when the key is ours now, else the answer of the request that had it before. */
  private async claimOrAnswer(cacheKey: string, lease: string, fingerprint: string): Promise<SerializedAnswer | null> {
    const deadline = performance.now() + WAIT_MS;
    while (!(await this.claim(cacheKey, lease))) {
      const answer = await this.answerOfOther(cacheKey, fingerprint, deadline);
      if (answer) return answer;
    }
    return null;
  }

  /**
   * A claim that arrived twice is refused the second time although it is ours. One that was not confirmed may stand all the same: it is let
   * go, so that the next attempt need not wait for its end.
   */
  private async claim(cacheKey: string, lease: string): Promise<boolean> {
    try {
      return (await this.cache.setIfAbsent(cacheKey, lease, LEASE_SECONDS)) || (await this.cache.get(cacheKey)) === lease;
    } catch (error) {
      await this.quietly(() => this.cache.compareAndSet(cacheKey, lease, lease, 1));
      throw error;
    }
  }

  private async produce(
    cacheKey: string,
    lease: string,
    fingerprint: string,
    produce: () => Promise<SerializedAnswer>,
  ): Promise<SerializedAnswer> {
    let stored: string;
    let answer: SerializedAnswer;
    try {
      answer = await produce();
      stored = JSON.stringify({ state: 'done', fingerprint, answer } satisfies Done);
    } catch (error) {
      // Nothing happened, or nobody knows: the next attempt runs again and finds what was committed.
      await this.quietly(() => this.cache.delete(cacheKey));
      throw error;
    }
    await this.quietly(() => this.cache.compareAndSet(cacheKey, lease, stored, KEPT_SECONDS));
    return answer;
  }

  /** Null when the key is free (again). */
  private async answerOfOther(cacheKey: string, fingerprint: string, deadline: number): Promise<SerializedAnswer | null> {
    for (;;) {
      const text = await this.cache.get(cacheKey);
      if (text === null) return null;
      const entry = JSON.parse(text) as Running | Done;
      if (entry.fingerprint !== fingerprint) {
        throw keyReused();
      }
      if (entry.state === 'done') return entry.answer;
      if (performance.now() > deadline) {
        throw new CodedError('http.request_in_progress', 'conflict', 'The first request with this Idempotency-Key is still running.');
      }
      await sleep(POLL_MS);
    }
  }

  /** The request is decided; a cache that fails now costs a replay, not the answer. */
  private async quietly(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.logger.warn('idempotent_answer_not_stored', {}, error);
    }
  }
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Fingerprint of a request whose body is known. */
export function fingerprintOf(url: string, body: unknown): string {
  return hash([url, JSON.stringify(body) ?? '']);
}
