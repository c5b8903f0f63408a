import { Injectable } from '@nestjs/common';
import { shortlistsUpdatedV1 } from '@shortlist/contracts';
import type { ShortlistsUpdatedV1 } from '@shortlist/contracts';
import { Clock, Keyring, Outbox, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { diffShortlist, isUnchanged } from '../domain/shortlist-change.js';
import type { ShortlistChange } from '../domain/shortlist-change.js';
import { rankShortlist } from '../domain/shortlist.js';
import type { Shortlist } from '../domain/shortlist.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import type { CriteriaVersion } from '../persistence/criteria.repository.js';
import { JobRepository } from '../persistence/job.repository.js';
import { ShortlistRepository, shortlistOf } from '../persistence/shortlist.repository.js';
import type { ShortlistHead } from '../persistence/shortlist.repository.js';
import { SubjectRepository } from '../persistence/subject.repository.js';
import { openNames } from '../queries/read-shortlist.query.js';
import type { JobTask } from '../tasks.js';

/**
 * Ranks the applications of a job and stores and announces what changed. While new criteria are being applied the list keeps standing, since
 * scores under different criteria do not compare; the last of those screenings brings the new list.
 */
@Injectable()
export class UpdateShortlist {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly subjects: SubjectRepository,
    private readonly keyring: Keyring,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, jobId }: JobTask): Promise<void> {
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      if (!(await this.jobs.exists(tx, jobId))) return;
      await this.shortlists.lock(tx, jobId);
      const current = await this.criteria.current(tx, organizationId, jobId);
      if (await this.shortlists.isMixed(tx, jobId, current.version)) return;
      const stored = await this.shortlists.find(tx, jobId);
      const { filtering } = current.criteria;
      const best = await this.shortlists.best(tx, jobId, filtering);
      const list = rankShortlist(best, filtering);
      const scores = new Map(best.map((one) => [one.applicationId, one.score]));
      const change = diffShortlist(shortlistOf(stored), list, { scores, minScore: filtering.minScore });
      const version = stored.version + (isUnchanged(change) ? 0 : 1);
      const { topN } = filtering;
      const head = { organizationId, jobId, version, criteriaVersion: current.version, topN, updatedAt: this.clock.now() };
      await this.shortlists.save(tx, head, list);
      if (version > stored.version) await this.announce(tx, head, current, list, change);
    });
  }

  private async announce(
    tx: Tx,
    head: ShortlistHead,
    { criteria }: CriteriaVersion,
    list: Shortlist,
    change: ShortlistChange,
  ): Promise<void> {
    const { organizationId, jobId, version, criteriaVersion, topN, updatedAt } = head;
    const members = await this.subjects.findAll(
      tx,
      list.entries.map((entry) => entry.applicationId),
    );
    const candidates = new Map(members.map((member) => [member.applicationId, member.candidateId]));
    const names = await openNames(this.keyring, organizationId, members);
    const { onComplete, webhook, emailRecipients } = criteria.notifications;
    const data: ShortlistsUpdatedV1 = {
      jobId,
      version,
      criteriaVersion,
      topN,
      cutLine: list.entries.at(-1)?.score ?? null,
      screenedCount: (await this.subjects.count(tx, jobId)).screened,
      entries: list.entries.map(({ applicationId, rank, score, tied }) => ({
        applicationId,
        candidateId: candidates.get(applicationId) ?? null,
        rank,
        score,
        tied,
      })),
      entered: change.entered.map((entry) => entry.applicationId),
      left: change.left.map((entry) => entry.applicationId),
      sendsWebhook: webhook,
      sendsMail: onComplete,
      updatedAt: updatedAt.toISOString(),
      names: [...names].map(([applicationId, name]) => ({ applicationId, name })),
      emailRecipients,
    };
    await this.outbox.append(tx, shortlistsUpdatedV1, data, { organizationId, aggregateVersion: version });
  }
}
