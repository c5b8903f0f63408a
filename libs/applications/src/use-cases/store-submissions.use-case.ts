import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { applicationsDuplicateFoundV1, applicationsReceivedV1, applicationsResubmittedV1 } from '@shortlist/contracts';
import type { ApplicationsSubmittedV1 } from '@shortlist/contracts';
import { CodedError, Keyring, Outbox, personKey } from '@shortlist/platform';
import type { EventEnvelope, Tx } from '@shortlist/platform';
import { settleDuplicates } from '../domain/duplicate-settlement.js';
import type { Settlement } from '../domain/duplicate-settlement.js';
import { normaliseEmail, submissionContext } from '../domain/submission.js';
import type { Submission } from '../domain/submission.js';
import { SubmissionRepository } from '../persistence/submission.repository.js';
import { UploadRepository } from '../persistence/upload.repository.js';
import { duplicateData, metaOf, receivedData, resubmittedData } from './submission-events.js';
import type { Accepted } from './submission-events.js';

type Alias = Extract<Settlement<Accepted>, { of: string }>;

/**
 * Stores accepted submissions in batches: retries and duplicates become aliases of the application that stays, new ones
 * become rows, and both are announced, all in one transaction. Works for all organizations and so cannot read an application:
 * whether a replacement is still in time is decided by whoever hears of it.
 */
@Injectable()
export class StoreSubmissions {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly uploads: UploadRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, payloads: readonly ApplicationsSubmittedV1[], events: readonly EventEnvelope<unknown>[]): Promise<void> {
    const accepted = await this.accept(tx, payloads, events);
    const fresh = await this.dropRetries(tx, accepted);
    const claims = fresh.filter((one) => one.policy !== 'separate');
    const holders = await this.submissions.insertApplicationKeys(tx, claims);
    const shown = claims.flatMap((claim) => (claim.policy === 'replace' && claim.replaces ? [claim.replaces] : []));
    const settled = settleDuplicates(fresh, holders, await this.submissions.provenBy(tx, shown));
    const stored = settled.flatMap((settlement) => (settlement.kind === 'new' ? [settlement.claim] : []));
    const aliases = settled.filter((settlement) => settlement.kind !== 'new');
    await this.storeNew(tx, stored);
    await this.storeAliases(tx, aliases);
    await this.keepUploads(tx, [...stored, ...aliases.flatMap(({ kind, claim }) => (kind === 'replacement' ? [claim] : []))]);
  }

  private async accept(
    tx: Tx,
    payloads: readonly ApplicationsSubmittedV1[],
    events: readonly EventEnvelope<unknown>[],
  ): Promise<Accepted[]> {
    const policies = await this.submissions.policies(tx, [...new Set(payloads.map((data) => data.jobId))]);
    return Promise.all(
      payloads.map(async (data, index) => {
        const event = events[index];
        const job = policies.get(data.jobId);
        if (!event || !job || job.organizationId !== event.organizationid) {
          throw new CodedError('applications.job_unknown', 'rule', 'The job of a submission is not known.');
        }
        const candidateKey = await this.candidateKey(job.organizationId, data);
        return {
          data,
          event,
          applicationId: data.applicationId,
          organizationId: job.organizationId,
          jobId: data.jobId,
          candidateKey,
          policy: job.policy,
          replaces: data.replaces ?? null,
        };
      }),
    );
  }

  /** Names the person: by e-mail where one was given, else this application alone. */
  private async candidateKey(organizationId: string, data: ApplicationsSubmittedV1): Promise<string> {
    if (data.email) return this.keyring.blindIndex(organizationId, 'email', normaliseEmail(data.email));
    return createHash('sha256').update(`application:${data.applicationId}`).digest('hex');
  }

  private async dropRetries(tx: Tx, accepted: readonly Accepted[]): Promise<Accepted[]> {
    const holders = await this.submissions.insertRetryKeys(
      tx,
      accepted.map(({ data, organizationId, applicationId }) => ({ ...data.idempotency, organizationId, applicationId })),
    );
    const isRetry = (one: Accepted): boolean => (holders.get(one.applicationId) ?? one.applicationId) !== one.applicationId;
    await this.submissions.insertAliases(
      tx,
      accepted.filter(isRetry).map((one) => ({
        receiptId: one.applicationId,
        organizationId: one.organizationId,
        applicationId: holders.get(one.applicationId) ?? one.applicationId,
        reason: 'retry',
      })),
    );
    return accepted.filter((one) => !isRetry(one));
  }

  private async storeNew(tx: Tx, stored: readonly Accepted[]): Promise<void> {
    for (const [organizationId, own] of Map.groupBy(stored, (one) => one.organizationId)) {
      await this.keyring.prepare(
        organizationId,
        own.map((one) => personKey(one.candidateKey)),
      );
    }
    await this.submissions.insertApplications(tx, await Promise.all(stored.map((one) => this.toRow(one))));
    await this.outbox.appendAll(
      tx,
      stored.map((one) => ({ definition: applicationsReceivedV1, data: receivedData(one), meta: metaOf(one) })),
    );
  }

  private async storeAliases(tx: Tx, aliases: readonly Alias[]): Promise<void> {
    await this.submissions.insertAliases(
      tx,
      aliases.map(({ kind, claim, of }) => ({
        receiptId: claim.applicationId,
        organizationId: claim.organizationId,
        applicationId: of,
        reason: kind,
      })),
    );
    const replacements = aliases.filter(({ kind }) => kind === 'replacement');
    const duplicates = aliases.filter(({ kind }) => kind === 'duplicate');
    await this.outbox.appendAll(
      tx,
      replacements.map(({ claim, of }) => ({
        definition: applicationsResubmittedV1,
        data: resubmittedData(claim, of),
        meta: metaOf(claim),
      })),
    );
    await this.outbox.appendAll(
      tx,
      duplicates.map(({ claim, of }) => ({
        definition: applicationsDuplicateFoundV1,
        data: duplicateData(claim, of),
        meta: metaOf(claim),
      })),
    );
  }

  /** What is read later on must not be taken for an upload that nobody submitted. */
  private keepUploads(tx: Tx, claims: readonly Accepted[]): Promise<void> {
    const named = claims.flatMap(({ organizationId, data }) =>
      data.resume ? [{ organizationId, storageKey: data.resume.storageKey }] : [],
    );
    return this.uploads.insertKept(tx, named);
  }

  private async toRow({
    data,
    event,
    organizationId,
    candidateKey,
  }: Accepted): Promise<Parameters<SubmissionRepository['insertApplications']>[1][number]> {
    const { name, email, phone, answers, consents } = data;
    const submission: Submission = { name, email, phone, answers, consents };
    return {
      id: data.applicationId,
      organizationId,
      jobId: data.jobId,
      candidateKey,
      submitter: data.submitter,
      actor: event.actor,
      source: data.source,
      wantsPerson: data.wantsPerson,
      submission: await this.keyring.seal(
        organizationId,
        personKey(candidateKey),
        submissionContext(data.applicationId),
        JSON.stringify(submission),
      ),
      resumeKey: data.resume?.storageKey ?? null,
      receivedAt: data.receivedAt,
    };
  }
}
