import { Injectable } from '@nestjs/common';
import { shortlistsUpdatedV1 } from '@shortlist/contracts';
import type { ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { Environment, Keyring, Outbox, TaskQueue } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { differenceTo, waitsUntil } from '../domain/announcement.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { ShortlistChangeRepository } from '../persistence/shortlist-change.repository.js';
import { ShortlistRepository } from '../persistence/shortlist.repository.js';
import type { StoredShortlist } from '../persistence/shortlist.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { openNames } from '../queries/read-shortlist.query.js';
import { screeningVariables } from '../screening.config.js';
import { updateShortlistTask } from '../tasks.js';
import type { JobTask } from '../tasks.js';

/**
 * Announces a list that nobody was told of: the first change after a pause at once, the newest state of all that follow once per interval. While
 * it has to wait, an update stands in the queue, from the transaction that stored the list; so a stop in between loses no state.
 */
@Injectable()
export class AnnounceShortlist {
  private readonly intervalSeconds: number;

  constructor(
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly changes: ShortlistChangeRepository,
    private readonly subjects: SubjectRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly tasks: TaskQueue,
    environment: Environment,
  ) {
    this.intervalSeconds = environment.read(screeningVariables).SHORTLIST_ANNOUNCE_INTERVAL_SECONDS;
  }

  /** `list` as it stands in this transaction, which holds its lock. */
  async execute(tx: Tx, job: JobTask, list: StoredShortlist): Promise<void> {
    const { organizationId, jobId } = job;
    const { version, announced, readAt } = list;
    if (version === announced.version) return;
    const startAfter = waitsUntil(announced, readAt, this.intervalSeconds);
    if (startAfter) {
      // Under a key of its own: an update that waits for the interval must not stand in for those that rank at once.
      await this.tasks.enqueue(tx, updateShortlistTask, job, { singleton: `announce:${jobId}`, startAfter });
      return;
    }
    const data = await this.payload(tx, job, list);
    await this.outbox.append(tx, shortlistsUpdatedV1, data, { organizationId, aggregateVersion: version });
    const applicationIds = list.entries.map((entry) => entry.applicationId);
    await this.shortlists.updateAnnounced(tx, jobId, { version, at: readAt, applicationIds });
  }

  private async payload(tx: Tx, { organizationId, jobId }: JobTask, list: StoredShortlist): Promise<ShortlistsUpdatedV1> {
    const { version, topN, entries, announced, updatedAt, readAt } = list;
    const { criteria, version: newest } = await this.criteria.current(tx, organizationId, jobId);
    const applicationIds = entries.map((entry) => entry.applicationId);
    const members = await this.subjects.findAll(tx, applicationIds);
    const candidates = new Map(members.map((member) => [member.applicationId, member.candidateId]));
    const names = await openNames(this.keyring, organizationId, members);
    const { onComplete, webhook, emailRecipients } = criteria.notifications;
    const { entered, left } = differenceTo(announced, applicationIds);
    const whyEntered = new Map(entries.map(({ applicationId, entry }) => [applicationId, entry?.reason]));
    const whyLeft = await this.changes.whyLeft(tx, jobId, left);
    const reasons = [
      ...entered.map((applicationId) => ({ applicationId, change: 'entered' as const, reason: whyEntered.get(applicationId) })),
      ...left.map((applicationId) => ({ applicationId, change: 'left' as const, reason: whyLeft.get(applicationId) })),
    ];
    return {
      ...{ jobId, version, previousVersion: announced.version, criteriaVersion: list.criteriaVersion ?? newest, topN },
      cutLine: entries.at(-1)?.score ?? null,
      screenedCount: (await this.subjects.count(tx, jobId)).screened,
      entries: entries.map(({ applicationId, rank, score, tied }) => ({
        applicationId,
        candidateId: candidates.get(applicationId) ?? null,
        rank,
        score,
        tied,
      })),
      ...{ entered: [...entered], left: [...left] },
      reasons: reasons.flatMap(({ reason, ...one }) => (reason ? [{ ...one, reason }] : [])),
      sendsWebhook: webhook,
      sendsMail: onComplete,
      updatedAt: (updatedAt ?? readAt).toISOString(),
      names: [...names].map(([applicationId, name]) => ({ applicationId, name })),
      emailRecipients,
    };
  }
}
