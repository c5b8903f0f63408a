import { Module } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Environment, Reconciler, TaskQueue, UnitOfWork } from '@shortlist/platform';
import type { Tx } from '@shortlist/platform';
import { candidatesContext } from './candidates.context.js';
import { OnApplicationsReceived } from './consumers/on-applications-received.consumer.js';
import { OnApplicationsReplaced } from './consumers/on-applications-replaced.consumer.js';
import { OnCandidatesCreated } from './consumers/on-candidates-created.consumer.js';
import { OnCandidatesUpdated } from './consumers/on-candidates-updated.consumer.js';
import { startParserPool } from './parser-pool.js';
import { ParserPool } from './parsing/index.js';
import { CandidateKeyRepository } from './persistence/candidate-key.repository.js';
import { CandidateSkillRepository } from './persistence/candidate-skill.repository.js';
import { CandidateRepository } from './persistence/candidate.repository.js';
import { NoteRepository } from './persistence/note.repository.js';
import { ResumeRepository } from './persistence/resume.repository.js';
import { OpenCandidates } from './queries/open-candidates.query.js';
import { OpenResumes } from './queries/open-resumes.query.js';
import { indexCandidateTask } from './tasks/index-candidate.js';
import { parseResumeTask } from './tasks/parse-resume.js';
import { CompleteCandidate } from './use-cases/complete-candidate.use-case.js';
import { IndexCandidate } from './use-cases/index-candidate.use-case.js';
import { ParseResume } from './use-cases/parse-resume.use-case.js';
import { ReceiveApplication } from './use-cases/receive-application.use-case.js';
import { RecordParseFailure } from './use-cases/record-parse-failure.use-case.js';
import { RecordParse } from './use-cases/record-parse.use-case.js';
import { ReviveUnreadResumes } from './use-cases/revive-unread-resumes.use-case.js';

@Module({
  imports: [candidatesContext],
  controllers: [OnApplicationsReceived, OnApplicationsReplaced, OnCandidatesCreated, OnCandidatesUpdated],
  providers: [
    CandidateKeyRepository,
    CandidateRepository,
    CandidateSkillRepository,
    CompleteCandidate,
    IndexCandidate,
    NoteRepository,
    OpenCandidates,
    OpenResumes,
    ParseResume,
    ReceiveApplication,
    RecordParse,
    RecordParseFailure,
    ResumeRepository,
    ReviveUnreadResumes,
    { provide: ParserPool, inject: [Environment], useFactory: startParserPool },
  ],
})
export class CandidatesWorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly tasks: TaskQueue,
    private readonly parseResume: ParseResume,
    private readonly indexCandidate: IndexCandidate,
    private readonly parserPool: ParserPool,
    private readonly reconciler: Reconciler,
    private readonly unitOfWork: UnitOfWork,
    private readonly reviveUnreadResumes: ReviveUnreadResumes,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tasks.work(parseResumeTask, (task, run) => this.parseResume.execute(task, run));
    const repairs = [{ state: 'resume_unread', repair: (tx: Tx, id: string) => this.reviveUnreadResumes.execute(tx, id) }];
    await this.reconciler.watch('candidates', this.unitOfWork, repairs);
    await this.tasks.workTogether(indexCandidateTask, (tasks) => this.indexCandidate.execute(tasks.map(({ data }) => data)));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.parserPool.close();
  }
}
