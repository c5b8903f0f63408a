import { Module } from '@nestjs/common';
import { OnOrganizationsChanged } from './consumers/on-organizations-changed.consumer.js';
import { jobsContext } from './jobs.context.js';
import { OrganizationCopyRepository } from './persistence/organization-copy.repository.js';

/** The reactions of the context. */
@Module({ imports: [jobsContext], controllers: [OnOrganizationsChanged], providers: [OrganizationCopyRepository] })
export class JobsWorkerModule {}
