import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Cache, isCacheUnavailable } from '../../cache/cache.js';
import { KeyedRequest, keyReused } from '../../database/keyed-request.js';
import type { KeyedRequestName } from '../../database/keyed-request.js';
import { CodedError } from '../../errors/coded-error.js';
import { newId } from '../../ids.js';
import { Keyring, organizationKey } from '../../keys/keyring.js';
import { Logger } from '../../telemetry/logger.js';

const KEPT_SECONDS = 24 * 60 * 60;
/** Longer than any request may run; after a crash the key is free again. */
const LEASE_SECONDS = 120;
const WAIT_MS = 5_000;
const POLL_MS = 20;

export interface IdempotentRequest extends KeyedRequestName {
  /** The store itself finds the key again, so that the request may go on without the cache. */
  readonly storeRemembers: boolean;
  /** It commits nothing that a repetition must not do again: only its answer is kept. */
  readonly changesNothing: boolean;
  /** The organization under whose key the answer is stored; null for one that is no secret. */
  readonly sealedFor: string | null;
}

interface Running {
  readonly state: 'running';
  readonly fingerprint: string;
  readonly lease: string;
}
interface Done {
  readonly state: 'done';
  readonly fingerprint: string;
  /** As JSON, sealed where it has to be. */
  readonly answer: string;
}

export interface IdempotentOutcome<T> {
  readonly answer: T;
  readonly replayed: boolean;
}

/** A request as the cache knows it. */
interface Claim extends IdempotentRequest {
  readonly cacheKey: string;
  readonly lease: string;
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
    private readonly keyring: Keyring,
    private readonly logger: Logger,
  ) {}

  /** What the work returns must be JSON. */
  async once<T>(request: IdempotentRequest, work: () => Promise<T>): Promise<IdempotentOutcome<T>> {
    const produce = (): Promise<T> => (request.changesNothing ? work() : new KeyedRequest(request).run(work));
    const lease = JSON.stringify({ state: 'running', fingerprint: request.fingerprint, lease: newId() } satisfies Running);
    const claim = { ...request, cacheKey: `http:${hash(request.scope)}:idempotency:${hash([request.key])}`, lease };
    let known: string | null;
    try {
      known = await this.claimOrAnswer(claim);
    } catch (error) {
      if (!request.storeRemembers || !isCacheUnavailable(error)) throw error;
      return { answer: await produce(), replayed: false };
    }
    if (known !== null) return { answer: JSON.parse(await this.open(claim, known)) as T, replayed: true };
    return { answer: await this.produce(claim, produce), replayed: false };
  }

  /** Null when the key is ours now, else the answer of the request that had it before. */
  private async claimOrAnswer(claim: Claim): Promise<string | null> {
    const deadline = performance.now() + WAIT_MS;
    while (!(await this.claim(claim))) {
      const answer = await this.answerOfOther(claim, deadline);
      if (answer !== null) return answer;
    }
    return null;
  }

  /**
   * A claim that arrived twice is refused the second time although it is ours. One that was not confirmed may stand all the same: it is let
   * go, so that the next attempt need not wait for its end.
   */
  private async claim({ cacheKey, lease }: Claim): Promise<boolean> {
    try {
      return (await this.cache.setIfAbsent(cacheKey, lease, LEASE_SECONDS)) || (await this.cache.get(cacheKey)) === lease;
    } catch (error) {
      await this.quietly(() => this.cache.compareAndSet(cacheKey, lease, lease, 1));
      throw error;
    }
  }

  private async produce<T>(claim: Claim, produce: () => Promise<T>): Promise<T> {
    const { cacheKey, lease, fingerprint } = claim;
    let answer: T;
    let text: string;
    try {
      answer = await produce();
      text = JSON.stringify(answer);
    } catch (error) {
      // Nothing happened, or nobody knows: the next attempt runs again and finds what was committed.
      await this.quietly(() => this.cache.delete(cacheKey));
      throw error;
    }
    const isStored = await this.quietly(async () => {
      const stored = JSON.stringify({ state: 'done', fingerprint, answer: await this.seal(claim, text) } satisfies Done);
      await this.cache.compareAndSet(cacheKey, lease, stored, KEPT_SECONDS);
    });
    // An answer that the cache does not take is made again, and must not be waited for.
    if (!isStored) await this.quietly(() => this.cache.delete(cacheKey));
    return answer;
  }

  /** Null when the key is free (again). */
  private async answerOfOther({ cacheKey, fingerprint }: Claim, deadline: number): Promise<string | null> {
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

  private async seal({ sealedFor, cacheKey }: Claim, text: string): Promise<string> {
    return sealedFor === null ? text : this.keyring.seal(sealedFor, organizationKey, cacheKey, text);
  }

  private async open({ sealedFor, cacheKey }: Claim, stored: string): Promise<string> {
    return sealedFor === null ? stored : this.keyring.open(sealedFor, cacheKey, stored);
  }

  /** False when it failed. The request is decided; a cache that fails now costs a replay, not the answer. */
  private async quietly(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.logger.warn('idempotent_answer_not_stored', {}, error);
      return false;
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
