import { Module } from '@nestjs/common';
import { HttpModule } from '@shortlist/platform';
import { CriteriaController } from './http/criteria.controller.js';
import { ScreeningsController } from './http/screenings.controller.js';
import { ShortlistsController } from './http/shortlists.controller.js';
import './permissions.js';
import { CriteriaRepository } from './persistence/criteria.repository.js';
import { JobRepository } from './persistence/job.repository.js';
import { ScreeningRepository } from './persistence/screening.repository.js';
import { SettingsRepository } from './persistence/settings.repository.js';
import { ShortlistRepository } from './persistence/shortlist.repository.js';
import { SubjectRepository } from './persistence/subject.repository.js';
import { FindJob } from './queries/find-job.query.js';
import { OpenProfile } from './queries/open-profile.query.js';
import { ReadCriteria } from './queries/read-criteria.query.js';
import { ReadScoringBasis } from './queries/read-scoring-basis.query.js';
import { ReadScreening } from './queries/read-screening.query.js';
import { ReadShortlist } from './queries/read-shortlist.query.js';
import { ReplayScreening } from './queries/replay-screening.query.js';
import { screeningContext } from './screening.context.js';
import { ChangeCriteria } from './use-cases/change-criteria.use-case.js';
import { OverrideScreening } from './use-cases/override-screening.use-case.js';
import { RerunScreenings } from './use-cases/rerun-screenings.use-case.js';
import { UpdateShortlist } from './use-cases/update-shortlist.use-case.js';

@Module({
  imports: [screeningContext, HttpModule],
  controllers: [CriteriaController, ScreeningsController, ShortlistsController],
  providers: [
    ChangeCriteria,
    CriteriaRepository,
    FindJob,
    JobRepository,
    OpenProfile,
    OverrideScreening,
    ReadCriteria,
    ReadScoringBasis,
    ReadScreening,
    ReadShortlist,
    ReplayScreening,
    RerunScreenings,
    ScreeningRepository,
    SettingsRepository,
    ShortlistRepository,
    SubjectRepository,
    UpdateShortlist,
  ],
})
export class ScreeningHttpModule {}
