import { Module } from '@nestjs/common';
import { OnOrganizationsChanged } from './consumers/on-organizations-changed.consumer.js';
import { OnMatchStatisticsChanged } from './consumers/on-match-statistics-changed.consumer.js';
import { jobsContext } from './jobs.context.js';
import { MatchStatisticsRepository } from './persistence/match-statistics.repository.js';
import { OrganizationCopyRepository } from './persistence/organization-copy.repository.js';

/** The reactions of the context. */
@Module({
  imports: [jobsContext],
  controllers: [OnMatchStatisticsChanged, OnOrganizationsChanged],
  providers: [MatchStatisticsRepository, OrganizationCopyRepository],
})
export class JobsWorkerModule {}
