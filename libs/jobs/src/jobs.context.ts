import { ContextModule } from '@shortlist/platform';
import { JobEntity } from './persistence/job.entity.js';
import { JobRequirementEntity } from './persistence/job-requirement.entity.js';

/** The database side of the context, one for both of its modules. */
export const jobsContext = ContextModule.forContext({ name: 'jobs', entities: [JobEntity, JobRequirementEntity] });
