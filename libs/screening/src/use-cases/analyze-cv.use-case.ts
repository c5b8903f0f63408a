import { Injectable } from '@nestjs/common';
import type { CriteriaDto } from '@shortlist/contracts';
import { Clock, CodedError, ModelLedger, UnitOfWork } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { PARSER_VERSION } from '@shortlist/resume-reader';
import type { OwnSkill } from '@shortlist/resume-reader';
import { CvReader } from '../cv-reading/cv-reader.js';
import { checkCriteria, withDefaults } from '../domain/criteria.js';
import { cvAnalysisKey } from '../domain/cv-analysis.js';
import type { CvAnalysis, CvRequirements } from '../domain/cv-analysis.js';
import { scoreProfile } from '../domain/scoring/scorers.js';
import { outcomeOf } from '../domain/screening-outcome.js';
import { SettingsRepository } from '../persistence/settings.repository.js';
import { SkillListCopyRepository } from '../persistence/skill-list-copy.repository.js';
import { FindJob } from '../queries/find-job.query.js';
import { ReadScoringBasis } from '../queries/read-scoring-basis.query.js';
import { EstablishFacts } from './establish-facts.use-case.js';
import { KeptAnalyses } from './kept-analyses.js';

/** A CV as it came. */
export interface CvFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Criteria, or the job whose current ones count. */
export interface AskedRequirements {
  readonly criteria: CriteriaDto | null;
  readonly jobId: string | null;
}

export interface AnalyzedCv {
  readonly fileName: string;
  /** Null when the file could not be read. */
  readonly analysis: CvAnalysis | null;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  /** It was analysed within the last hour, and nothing was read or asked now. */
  readonly cached: boolean;
}

/** What CVs are analysed against, and the organization's own skills, with which they are read. */
interface Basis {
  readonly requirements: CvRequirements;
  readonly ownSkills: readonly OwnSkill[];
}

const NO_FILE = { code: 'empty_file', detail: 'There is no file.' };
/** Nothing here advances by itself. */
const NO_LINE = {};

/** Analyses CVs of nobody in particular against requirements. No candidate, no screening and no file is stored; an analysis stays for an hour, sealed, in the cache. */
@Injectable()
export class AnalyzeCv {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findJob: FindJob,
    private readonly basis: ReadScoringBasis,
    private readonly settings: SettingsRepository,
    private readonly skillLists: SkillListCopyRepository,
    private readonly reader: CvReader,
    private readonly establishFacts: EstablishFacts,
    private readonly kept: KeptAnalyses,
    private readonly ledger: ModelLedger,
    private readonly clock: Clock,
  ) {}

  /** Every file has an outcome of its own. Throws for requirements that cannot be used, and `screening.job_not_found` for jobs out of reach. */
  async execute(caller: StaffPrincipal, files: readonly CvFile[], asked: AskedRequirements): Promise<AnalyzedCv[]> {
    const basis = await this.basisOf(caller, asked);
    return Promise.all(files.map((file) => this.analyze(caller.organizationId, file, basis)));
  }

  /** The same for one file. Throws `screening.cv_unreadable` with the reason among its errors. */
  async one(caller: StaffPrincipal, files: readonly CvFile[], asked: AskedRequirements): Promise<AnalyzedCv & { analysis: CvAnalysis }> {
    const [analyzed] = await this.execute(caller, files, asked);
    if (analyzed?.analysis) return { ...analyzed, analysis: analyzed.analysis };
    const { code, detail } = analyzed?.failure ?? NO_FILE;
    throw new CodedError('screening.cv_unreadable', 'rule', `The file could not be read: ${code.replaceAll('_', ' ')}.`, {
      errors: [{ pointer: '/resume', code, detail }],
    });
  }

  private async analyze(organizationId: string, { fileName, bytes }: CvFile, { requirements, ownSkills }: Basis): Promise<AnalyzedCv> {
    const key = cvAnalysisKey(organizationId, bytes, requirements, PARSER_VERSION);
    const known = await this.kept.find(organizationId, key);
    if (known) return { fileName, analysis: known, failure: null, cached: true };
    const now = this.clock.now();
    const outcome = await this.reader.read(bytes, fileName, now, ownSkills);
    if (!outcome.ok) return { fileName, analysis: null, failure: { code: outcome.code, detail: outcome.detail }, cached: false };
    const { criteria, settings, job } = requirements;
    const asked = { wantsPerson: false, profile: outcome.profile, model: criteria.model, jobTitle: job?.title ?? null };
    const { profile, run } = await this.establishFacts.execute({ organizationId, applicant: null, ...asked });
    const result = scoreProfile({ profile, criteria, settings, asOf: now.toISOString(), ...(job && { job }) });
    const { provider, model, costMicros, degraded, notAllowed = [] } = run;
    const { flags, needsPerson } = outcomeOf(result, { wantsPerson: false, parserFlags: outcome.flags, degraded }, NO_LINE);
    const { parserVersion } = outcome;
    const reading = { provider, model, costMicros, degraded, notAllowed };
    const analysis: CvAnalysis = { result, profile, flags, needsPerson, reading, parserVersion, asOf: now.toISOString() };
    // What the rules stood in for is asked again.
    if (!degraded) await this.kept.keep(organizationId, key, analysis);
    return { fileName, analysis, failure: null, cached: false };
  }

  private async basisOf(caller: StaffPrincipal, { criteria, jobId }: AskedRequirements): Promise<Basis> {
    if ((criteria === null) === (jobId === null)) {
      throw new CodedError('screening.cv_requirements', 'rule', 'Name either criteria or a job to analyse against.');
    }
    if (criteria !== null) {
      const { errors } = checkCriteria(criteria);
      if (errors.length > 0) throw new CodedError('screening.criteria_refused', 'rule', 'These criteria cannot be used.', { errors });
    }
    const { organizationId } = caller;
    const { version: modelSettingsVersion } = await this.ledger.settings(organizationId);
    return this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version: skillListVersion, skills: ownSkills } = await this.skillLists.current(tx);
      const versions = { modelSettingsVersion, skillListVersion };
      if (jobId === null) {
        const own = { criteria: withDefaults(criteria ?? {}), settings: await this.settings.current(tx), job: null };
        return { requirements: { ...own, ...versions }, ownSkills };
      }
      await this.findJob.execute(tx, caller, jobId);
      const { criteria: version, settings, jobText } = await this.basis.current(tx, organizationId, jobId);
      const job = jobText && { title: jobText.title, description: jobText.description };
      return { requirements: { criteria: version.criteria, settings, job, ...versions }, ownSkills };
    });
  }
}
