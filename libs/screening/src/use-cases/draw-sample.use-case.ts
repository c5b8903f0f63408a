import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, CodedError, UnitOfWork, newId } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { MOST_SAMPLES, SAMPLING_METHOD } from '../domain/sample.js';
import { CriteriaRepository } from '../persistence/criteria.repository.js';
import { SampleRepository } from '../persistence/sample.repository.js';
import { ShortlistRepository } from '../persistence/shortlist.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { UpdateShortlist } from './update-shortlist.use-case.js';

export interface DrawSampleInput {
  readonly size: number;
  /** Null: a random one. */
  readonly seed: string | null;
}

/** Draws applications at random from those that the list of a job leaves out as it stands now, and keeps all that is needed to draw them again. */
@Injectable()
export class DrawSample {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly updateShortlist: UpdateShortlist,
    private readonly criteria: CriteriaRepository,
    private readonly shortlists: ShortlistRepository,
    private readonly samples: SampleRepository,
    private readonly clock: Clock,
  ) {}

  /** Answers the id of the sample. */
  async execute(caller: StaffPrincipal, jobId: string, { size, seed }: DrawSampleInput): Promise<string> {
    const { organizationId, userId } = caller;
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      await this.findJob.execute(tx, caller, jobId);
      // The list is ranked first, under its lock: else somebody on the way to it would count as left out.
      const list = await this.updateShortlist.within(tx, { organizationId, jobId });
      const { version } = await this.criteria.current(tx, organizationId, jobId);
      if (await this.shortlists.isMixed(tx, jobId, version)) throw underTwoCriteria();
      if ((await this.samples.count(tx, jobId)) >= MOST_SAMPLES) throw tooManySamples();
      const id = newId();
      await this.samples.draw(tx, {
        ...{ id, organizationId, jobId, size, method: SAMPLING_METHOD, seed: seed ?? randomBytes(16).toString('hex') },
        ...{ shortlistVersion: list.version, criteriaVersion: version, drawnBy: userId, drawnAt: this.clock.now() },
      });
      return id;
    });
  }
}

const underTwoCriteria = (): CodedError =>
  new CodedError(
    'screening.list_under_two_criteria',
    'conflict',
    'Applications are being screened again under new criteria. Draw when that is done.',
  );

const tooManySamples = (): CodedError =>
  new CodedError('screening.too_many_samples', 'conflict', `A job has at most ${MOST_SAMPLES} samples.`);
