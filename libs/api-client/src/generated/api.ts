// Generated from the OpenAPI document by tools/scripts/generate-api-client.mjs: do not edit.

export interface AccountChangesDto {
  readonly name: string;
}

export interface AccountDto {
  readonly email: string;
  readonly id: string;
  readonly membership: MembershipDto;
  readonly memberships: readonly MembershipDto[];
  readonly name: string;
  readonly role: 'admin' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer';
}

export interface AddResumeDto {
  readonly candidateId: string;
  readonly text?: string | null;
}

export interface AddResumeFormDto {
  readonly candidateId: string;
  /** A PDF, DOCX, DOC, RTF, ODT or TXT file of at most 10 MiB. */
  readonly resume?: Blob | null;
  readonly text?: string | null;
}

export interface AgreementDto {
  readonly auc?: number | null;
  readonly aucFrom?: number | null;
  readonly aucTo?: number | null;
  readonly line: number;
  readonly negatives: number;
  readonly negativesAbove: number;
  readonly positives: number;
  readonly positivesAbove: number;
  readonly shareOfNegativesAbove?: number | null;
  readonly shareOfPositivesAbove?: number | null;
  readonly split: number;
  readonly withoutScore: number;
}

export interface AlertedCandidateDto {
  readonly alertedAt: string;
  readonly createdAt: string;
  readonly editedFields: readonly string[];
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly foundAt: string;
  readonly id: string;
  readonly location?: string | null;
  readonly mergedIds: readonly string[];
  readonly mergedInto?: string | null;
  readonly name?: string | null;
  readonly nationalId?: string | null;
  readonly phone?: string | null;
  readonly possibleDuplicateOf?: string | null;
  readonly primaryResumeId?: string | null;
  readonly skills: readonly CandidateSkillDto[];
  readonly status: 'active' | 'archived';
  readonly tags: readonly string[];
  readonly title?: string | null;
  readonly type: 'applied' | 'uploaded' | 'internal' | 'past';
  readonly updatedAt: string;
  readonly version: number;
}

export interface AnalysisStatusDto {
  readonly analyzed: number;
  readonly isRunning: boolean;
  readonly jobId: string;
  readonly stored: number;
  readonly taskId?: string | null;
}

export interface AnalyzeCvDto {
  readonly criteria?: CriteriaDto | null;
  readonly fileName?: string | null;
  readonly jobId?: string | null;
  readonly text: string;
}

export interface AnalyzeCvFormDto {
  readonly criteria?: CriteriaDto | null;
  readonly jobId?: string | null;
}

export interface AnalyzeCvsDto {
  readonly criteria?: CriteriaDto | null;
  readonly cvs: readonly CvTextDto[];
  readonly jobId?: string | null;
}

export interface AnalyzeJobDto {
  readonly model?: CriteriaModelDto | null;
}

export interface AnalyzeTopDto {
  readonly limit?: number;
}

export interface AnswerV1 {
  readonly answer: string;
  readonly question: string;
}

export interface ApiKeyDto {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt?: string | null;
  readonly id: string;
  readonly lastUsedAt?: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly rotatedAt?: string | null;
  readonly scopes: readonly (
    | 'application:delete'
    | 'application:move'
    | 'application:read'
    | 'application:submit'
    | 'candidate:read'
    | 'candidate:search'
    | 'candidate:write'
    | 'criteria:read'
    | 'criteria:write'
    | 'cv:analyze'
    | 'demographics:write'
    | 'event:read'
    | 'fairness:read'
    | 'fairness:run'
    | 'feedback:read'
    | 'job:analyze'
    | 'job:read'
    | 'job:write'
    | 'match:read'
    | 'match:run'
    | 'match:write'
    | 'message:read'
    | 'model_settings:read'
    | 'model_usage:read'
    | 'notification:read'
    | 'screening:read'
    | 'screening:run'
    | 'shortlist:read'
    | 'skill:read'
    | 'skill:write'
    | 'task:cancel'
    | 'task:read'
    | 'template:read'
    | 'template:write'
    | 'webhook:manage'
  )[];
}

export interface ApiKeyWithSecretDto {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt?: string | null;
  readonly id: string;
  readonly lastUsedAt?: string | null;
  readonly name: string;
  readonly prefix: string;
  readonly rotatedAt?: string | null;
  readonly scopes: readonly (
    | 'application:delete'
    | 'application:move'
    | 'application:read'
    | 'application:submit'
    | 'candidate:read'
    | 'candidate:search'
    | 'candidate:write'
    | 'criteria:read'
    | 'criteria:write'
    | 'cv:analyze'
    | 'demographics:write'
    | 'event:read'
    | 'fairness:read'
    | 'fairness:run'
    | 'feedback:read'
    | 'job:analyze'
    | 'job:read'
    | 'job:write'
    | 'match:read'
    | 'match:run'
    | 'match:write'
    | 'message:read'
    | 'model_settings:read'
    | 'model_usage:read'
    | 'notification:read'
    | 'screening:read'
    | 'screening:run'
    | 'shortlist:read'
    | 'skill:read'
    | 'skill:write'
    | 'task:cancel'
    | 'task:read'
    | 'template:read'
    | 'template:write'
    | 'webhook:manage'
  )[];
  readonly secret: string;
}

export interface ApplicationDto {
  readonly answers: readonly AnswerV1[];
  readonly candidateId?: string | null;
  readonly criteriaVersion?: number | null;
  readonly email?: string | null;
  readonly flags: readonly string[];
  readonly id: string;
  readonly jobId: string;
  readonly name?: string | null;
  readonly needsPerson: boolean;
  readonly needsPersonReason?: string | null;
  readonly override?: ApplicationOverrideDto | null;
  readonly phone?: string | null;
  readonly reachableStatuses: readonly (
    'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn'
  )[];
  readonly receivedAt: string;
  readonly score?: number | null;
  readonly source: string;
  readonly status: 'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn';
  readonly version: number;
  readonly wantsPerson: boolean;
}

export interface ApplicationOverrideDto {
  readonly at: string;
  readonly decision?: 'advance' | 'hold' | 'decline' | null;
  readonly score?: number | null;
  readonly userId: string;
}

export interface CandidateChangeDto {
  readonly actor: string;
  readonly at: string;
  readonly candidateId: string;
  readonly cause: string;
  readonly failureCode?: string | null;
  readonly fields: readonly FieldChangeDto[];
  readonly id: string;
  readonly kind:
    | 'created'
    | 'application_received'
    | 'application_replaced'
    | 'edited'
    | 'note_written'
    | 'resume_added'
    | 'resume_chosen'
    | 'resume_requested'
    | 'resume_read'
    | 'resume_not_read'
    | 'merged'
    | 'unmerged';
  readonly mergeId?: string | null;
  readonly mergedId?: string | null;
  readonly noteVersion?: number | null;
  readonly resumeId?: string | null;
  readonly resumeRun?: number | null;
}

export interface CandidateDto {
  readonly createdAt: string;
  readonly editedFields: readonly string[];
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly id: string;
  readonly location?: string | null;
  readonly mergedIds: readonly string[];
  readonly mergedInto?: string | null;
  readonly name?: string | null;
  readonly nationalId?: string | null;
  readonly phone?: string | null;
  readonly possibleDuplicateOf?: string | null;
  readonly primaryResumeId?: string | null;
  readonly skills: readonly CandidateSkillDto[];
  readonly status: 'active' | 'archived';
  readonly tags: readonly string[];
  readonly title?: string | null;
  readonly type: 'applied' | 'uploaded' | 'internal' | 'past';
  readonly updatedAt: string;
  readonly version: number;
}

export interface CandidateFacetsDto {
  readonly facets: readonly CountedFacetDto[];
}

export interface CandidateMatchDto {
  readonly analyzedAt?: string | null;
  readonly candidateId: string;
  readonly createdAt: string;
  readonly feedback: FeedbackSummaryDto;
  readonly hiddenGem: boolean;
  readonly id: string;
  readonly jobId: string;
  readonly score?: number | null;
  readonly status: 'suggested' | 'reviewed' | 'contacted' | 'dismissed';
  readonly statusAt?: string | null;
  readonly statusBy?: string | null;
}

export interface CandidateQueryDto {
  readonly facets?: readonly ('skills' | 'tags' | 'type' | 'status' | 'location' | 'companies')[] | null;
  readonly limit?: number | null;
  readonly location?: readonly string[] | null;
  readonly skills?: readonly string[] | null;
  readonly sort?: 'relevance' | 'name' | '-updatedAt' | null;
  readonly status?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly text?: string | null;
  readonly type?: readonly string[] | null;
  readonly updatedBefore?: string | null;
  readonly updatedFrom?: string | null;
}

export interface CandidateSearchDto {
  readonly candidates: readonly FoundCandidateDto[];
  readonly facets: readonly FacetDto[];
  readonly nextCursor?: string | null;
  readonly total: number;
  readonly totalIsEstimate: boolean;
}

export interface CandidateSkillDto {
  readonly name: string;
  readonly proficiency?: 'beginner' | 'intermediate' | 'advanced' | 'expert' | null;
  readonly source: 'resume' | 'person';
  readonly years?: number | null;
}

export interface ChangeCandidateDto {
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly location?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly skills?: readonly GivenSkillDto[] | null;
  readonly status?: 'active' | 'archived' | null;
  readonly tags?: readonly string[] | null;
  readonly title?: string | null;
  readonly type?: 'applied' | 'uploaded' | 'internal' | 'past' | null;
}

export interface ChangeMatchStatusDto {
  readonly status: 'suggested' | 'reviewed' | 'contacted' | 'dismissed';
}

export interface ChangedCriteriaDto {
  readonly createdAt?: string | null;
  readonly createdBy?: string | null;
  readonly criteria: CriteriaDto;
  readonly jobId: string;
  readonly taskId?: string | null;
  readonly version: number;
  readonly warnings: readonly CriteriaWarningDto[];
}

export interface CompareMatchesDto {
  readonly candidateIds: readonly string[];
  readonly jobId: string;
}

export interface ComparedCandidateDto {
  readonly candidateId: string;
  readonly cap?: number | null;
  readonly feedback: FeedbackSummaryDto;
  readonly hasApplied: boolean;
  readonly hiddenGem: boolean;
  readonly score: number;
}

export interface ComparedCellDto {
  readonly candidateId: string;
  readonly points: number;
  readonly reason: string;
  readonly result: 'met' | 'partly' | 'notMet' | 'unknown';
}

export interface ComparedCriterionDto {
  readonly cells: readonly ComparedCellDto[];
  readonly kind:
    'mustHaveSkill' | 'niceToHaveSkill' | 'experience' | 'education' | 'location' | 'language' | 'relevance' | 'disqualifyingFactor';
  readonly maxPoints: number;
  readonly name: string;
}

export interface ConsentDto {
  readonly givenAt: string;
  readonly kind: string;
}

export interface CountedFacetDto {
  readonly facet: 'type' | 'status' | 'employmentStatus' | 'tags' | 'skills';
  readonly values: readonly FacetValueDto[];
}

export interface CreateCandidateDto {
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly location?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly skills?: readonly GivenSkillDto[] | null;
  readonly status?: 'active' | 'archived' | null;
  readonly tags?: readonly string[] | null;
  readonly title?: string | null;
  readonly type?: 'applied' | 'uploaded' | 'internal' | 'past' | null;
}

export interface CredentialsDto {
  readonly email: string;
  readonly organizationId?: string | null;
  readonly password: string;
}

export interface CriteriaComparisonDto {
  readonly differences: readonly CriteriaDifferenceDto[];
  readonly from: number;
  readonly jobId: string;
  readonly to: number;
}

export interface CriteriaDifferenceDto {
  readonly after?: string | null;
  readonly before?: string | null;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly pointer: string;
}

export interface CriteriaDto {
  readonly disqualifyingFactors?: readonly DisqualifyingFactorDto[] | null;
  readonly filtering?: CriteriaFilteringDto | null;
  readonly languages?: readonly LanguageCriterionDto[] | null;
  readonly locationPreference?: readonly string[] | null;
  readonly minExperienceYears?: number | null;
  readonly model?: CriteriaModelDto | null;
  readonly mustHaveSkills?: readonly SkillCriterionDto[] | null;
  readonly niceToHaveSkills?: readonly SkillCriterionDto[] | null;
  readonly notifications?: CriteriaNotificationsDto | null;
  readonly requiredEducation?: 'secondary' | 'diploma' | 'associate' | 'bachelor' | 'master' | 'doctorate' | null;
}

export interface CriteriaFilteringDto {
  readonly autoAdvanceScore?: number | null;
  readonly minScore?: number | null;
  readonly topN?: number | null;
}

export interface CriteriaModelDto {
  readonly maxTokens?: number | null;
  readonly name?: string | null;
  readonly provider: 'rules' | 'openai' | 'anthropic' | 'ollama';
  readonly routing?: 'fixed' | 'hybrid' | null;
  readonly temperature?: number | null;
}

export interface CriteriaNotificationsDto {
  readonly emailRecipients?: readonly string[] | null;
  readonly onComplete?: boolean | null;
  readonly webhook?: boolean | null;
}

export interface CriteriaVersionDto {
  readonly createdAt?: string | null;
  readonly createdBy?: string | null;
  readonly criteria: CriteriaDto;
  readonly jobId: string;
  readonly version: number;
  readonly warnings: readonly CriteriaWarningDto[];
}

export interface CriteriaWarningDto {
  readonly code: string;
  readonly detail: string;
  readonly pointer: string;
}

export interface CriterionScoreDto {
  readonly evidence: readonly EvidenceDto[];
  readonly kind:
    'mustHaveSkill' | 'niceToHaveSkill' | 'experience' | 'education' | 'location' | 'language' | 'relevance' | 'disqualifyingFactor';
  readonly maxPoints: number;
  readonly name: string;
  readonly points: number;
  readonly reason: string;
  readonly result: 'met' | 'partly' | 'notMet' | 'unknown';
}

export interface CutLineDto {
  readonly score: number;
  readonly tiedBelow: readonly string[];
  readonly tiedBelowCount: number;
  readonly withinNoise: readonly string[];
}

export interface CvAnalysisDto {
  readonly asOf: string;
  readonly cached: boolean;
  readonly cap?: number | null;
  readonly criteria: readonly CriterionScoreDto[];
  readonly dimensions: readonly DimensionDto[];
  readonly fileName: string;
  readonly flags: readonly string[];
  readonly gaps: readonly GapDto[];
  readonly model: CvReadingDto;
  readonly needsPerson: boolean;
  readonly parserVersion: string;
  readonly potential: PotentialDto;
  readonly profile: ProfileDto;
  readonly score: number;
  readonly scorerVersion: number;
  readonly skillGaps: readonly SkillGapDto[];
  readonly strengths: readonly CriterionScoreDto[];
}

export interface CvFailureDto {
  readonly code: string;
  readonly detail: string;
}

export interface CvReadingDto {
  readonly costMicros: number;
  readonly degraded: boolean;
  readonly model: string;
  readonly notAllowed: readonly string[];
  readonly provider: string;
}

export interface CvResultDto {
  readonly analysis?: CvAnalysisDto | null;
  readonly failure?: CvFailureDto | null;
  readonly fileName: string;
}

export interface CvTextDto {
  readonly fileName?: string | null;
  readonly text: string;
}

export interface DayUsageDto {
  readonly asked: number;
  readonly cached: number;
  readonly calls: number;
  readonly costCents: number;
  readonly costMicros: number;
  readonly day: string;
  readonly degraded: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  readonly repairs: number;
  readonly shared: number;
  readonly unknown: number;
}

export interface DemographicAnswersDto {
  readonly ageBand?: 'under_40' | '40_and_over' | null;
  readonly applicationId: string;
  readonly disability?: 'yes' | 'no' | null;
  readonly raceEthnicity?:
    'hispanic_or_latino' | 'white' | 'black' | 'pacific_islander' | 'asian' | 'native_american' | 'two_or_more' | null;
  readonly sex?: 'woman' | 'man' | 'another' | null;
}

export interface DimensionDto {
  readonly kind:
    'mustHaveSkill' | 'niceToHaveSkill' | 'experience' | 'education' | 'location' | 'language' | 'relevance' | 'disqualifyingFactor';
  readonly maxPoints: number;
  readonly points: number;
}

export interface DisqualifyingFactorDto {
  readonly kind: 'missingSkill' | 'missingLanguage' | 'belowEducation' | 'belowExperience' | 'custom';
  readonly value: string;
}

export interface DraftedRequirementDto {
  readonly basis: 'stated' | 'suggested';
  readonly evidence: EvidenceDto;
  readonly foundBy: 'rules' | 'model';
  readonly level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | 'native' | null;
  readonly mandatory: boolean;
  readonly type: 'skill' | 'experience' | 'education' | 'language';
  readonly value: string;
  readonly years?: number | null;
}

export interface DrawSampleDto {
  readonly seed?: string | null;
  readonly size?: number;
}

export interface EducationFactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly field?: string | null;
  readonly from?: string | null;
  readonly institution?: string | null;
  readonly level?: 'secondary' | 'diploma' | 'associate' | 'bachelor' | 'master' | 'doctorate' | null;
  readonly to?: string | null;
}

export interface EnrichmentDto {
  readonly inferredSkills: readonly InferredSkillDto[];
  readonly suggestedRole?: StatementDto | null;
  readonly summary: readonly StatementDto[];
}

export interface EventDto {
  readonly data: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly timestamp: string;
  readonly type:
    | 'applications.received'
    | 'applications.replaced'
    | 'applications.duplicate_found'
    | 'applications.status_changed'
    | 'applications.ai_screened'
    | 'candidates.merged'
    | 'candidates.unmerged'
    | 'shortlists.updated'
    | 'webhooks.disabled'
    | 'fairness.alert_raised';
}

export interface EvidenceDto {
  readonly end: number;
  readonly start: number;
  readonly text: string;
}

export interface FacetDto {
  readonly facet: 'skills' | 'tags' | 'type' | 'status' | 'location' | 'companies';
  readonly values: readonly FacetValueDto[];
}

export interface FacetValueDto {
  readonly count: number;
  readonly value: string;
}

export interface FactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly value: string;
}

export interface FairnessAlertDto {
  readonly dimension: string;
  readonly group: string;
  readonly impactRatio: number;
  readonly measure: 'selection' | 'scoring';
  readonly pValue: number;
  readonly successes: number;
  readonly total: number;
}

export interface FairnessReportDto {
  readonly alerts: readonly FairnessAlertDto[];
  readonly applications: number;
  readonly criteriaVersion: number;
  readonly id: string;
  readonly jobId: string;
  readonly median?: number | null;
  readonly scoring: readonly ImpactTableDto[];
  readonly selection: readonly ImpactTableDto[];
  readonly snapshotHash: string;
  readonly takenAt: string;
  readonly takenBy: string;
}

export interface FairnessRequestedDto {
  readonly reportId: string;
  readonly taskId: string;
}

export interface FeedbackDto {
  readonly applicationId?: string | null;
  readonly candidateId?: string | null;
  readonly givenAt: string;
  readonly id: string;
  readonly jobId: string;
  readonly kind: 'positive' | 'negative' | 'hired';
  readonly notes?: string | null;
  readonly number: number;
  readonly replacedAt?: string | null;
  readonly userId: string;
}

export interface FeedbackSummaryDto {
  readonly hired: number;
  readonly negative: number;
  readonly own?: 'positive' | 'negative' | 'hired' | null;
  readonly positive: number;
}

export interface FieldChangeDto {
  readonly field:
    | 'name'
    | 'email'
    | 'phone'
    | 'location'
    | 'title'
    | 'nationalId'
    | 'skills'
    | 'tags'
    | 'type'
    | 'status'
    | 'employmentStatus'
    | 'primaryResume';
  readonly from?: readonly string[] | null;
  readonly to?: readonly string[] | null;
}

export interface FoundCandidateDto {
  readonly createdAt: string;
  readonly editedFields: readonly string[];
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly highlights: readonly HighlightDto[];
  readonly id: string;
  readonly location?: string | null;
  readonly mergedIds: readonly string[];
  readonly mergedInto?: string | null;
  readonly name?: string | null;
  readonly nationalId?: string | null;
  readonly phone?: string | null;
  readonly possibleDuplicateOf?: string | null;
  readonly primaryResumeId?: string | null;
  readonly relevance: number;
  readonly skills: readonly CandidateSkillDto[];
  readonly status: 'active' | 'archived';
  readonly tags: readonly string[];
  readonly title?: string | null;
  readonly type: 'applied' | 'uploaded' | 'internal' | 'past';
  readonly updatedAt: string;
  readonly version: number;
}

export interface GapDto {
  readonly kind:
    'mustHaveSkill' | 'niceToHaveSkill' | 'experience' | 'education' | 'location' | 'language' | 'relevance' | 'disqualifyingFactor';
  readonly lostPoints: number;
  readonly name: string;
  readonly reason: string;
  readonly remedy: 'ask' | 'learn' | 'other';
  readonly result: 'met' | 'partly' | 'notMet' | 'unknown';
}

export interface GapFactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly from: string;
  readonly months: number;
  readonly to?: string | null;
}

export interface GenerateRequirementsDto {
  readonly model?: CriteriaModelDto | null;
  readonly text?: string | null;
  readonly title: string;
}

export interface GiveFeedbackDto {
  readonly applicationId?: string | null;
  readonly candidateId?: string | null;
  readonly jobId?: string | null;
  readonly kind: 'positive' | 'negative' | 'hired';
  readonly notes?: string | null;
}

export interface GivenSkillDto {
  readonly name: string;
  readonly proficiency?: 'beginner' | 'intermediate' | 'advanced' | 'expert' | null;
  readonly years?: number | null;
}

export interface GroupImpactDto {
  readonly group: string;
  readonly impactRatio?: number | null;
  readonly isAdverse: boolean;
  readonly isSmall: boolean;
  readonly pValue?: number | null;
  readonly rate: number;
  readonly successes: number;
  readonly total: number;
}

export interface HighlightDto {
  readonly field: 'name' | 'title' | 'skills' | 'text';
  readonly matches: readonly MatchDto[];
  readonly text: string;
}

export interface HiringOrganizationDto {
  readonly name: string;
  readonly slug: string;
}

export interface IdealProfileDto {
  readonly education?: string | null;
  readonly languages: readonly string[];
  readonly minExperienceYears?: number | null;
  readonly mustHaveSkills: readonly string[];
  readonly niceToHaveSkills: readonly string[];
  readonly summary: string;
}

export interface ImpactTableDto {
  readonly dimension: string;
  readonly groups: readonly GroupImpactDto[];
  readonly unknown: number;
}

export interface InferredSkillDto {
  readonly evidence: readonly EvidenceDto[];
  readonly impliedBy: string;
  readonly name: string;
}

export interface JobAgreementDto {
  readonly applications: AgreementDto;
  readonly criteriaVersion: number;
  readonly jobId: string;
  readonly matches: AgreementDto;
}

export interface JobAnalysisDto {
  readonly analyzedAt: string;
  readonly criteria: CriteriaDto;
  readonly idealProfile: IdealProfileDto;
  readonly isCurrent: boolean;
  readonly jobId: string;
  readonly jobVersion: number;
  readonly keyResponsibilities: readonly EvidenceDto[];
  readonly missing: readonly PostingFindingDto[];
  readonly reader: PostingReaderDto;
  readonly refused: readonly PostingFindingDto[];
  readonly requirements: readonly DraftedRequirementDto[];
  readonly seniority: SeniorityDto;
  readonly text: string;
  readonly warnings: readonly PostingFindingDto[];
}

export interface JobChangesDto {
  readonly department?: string | null;
  readonly description?: string | null;
  readonly duplicatePolicy?: 'keep_first' | 'replace' | 'refuse' | 'separate' | null;
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly hiringManagerId?: string | null;
  readonly location?: string | null;
  readonly openings?: number | null;
  readonly requirements?: readonly JobRequirementDto[] | null;
  readonly title?: string | null;
}

export interface JobContentDto {
  readonly department?: string | null;
  readonly description?: string | null;
  readonly duplicatePolicy?: 'keep_first' | 'replace' | 'refuse' | 'separate';
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly hiringManagerId?: string | null;
  readonly location?: string | null;
  readonly openings?: number;
  readonly requirements?: readonly JobRequirementDto[];
  readonly title: string;
}

export interface JobDto {
  readonly createdAt: string;
  readonly department?: string | null;
  readonly description?: string | null;
  readonly duplicatePolicy: 'keep_first' | 'replace' | 'refuse' | 'separate';
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly hiringManagerId?: string | null;
  readonly id: string;
  readonly location?: string | null;
  readonly matchStatistics?: MatchStatisticsDto | null;
  readonly openings: number;
  readonly publishedAt?: string | null;
  readonly requirements: readonly JobRequirementDto[];
  readonly status: 'draft' | 'open' | 'on_hold' | 'closed';
  readonly title: string;
  readonly updatedAt: string;
}

export interface JobMatchStatisticsDto {
  readonly analyzed: number;
  readonly criteriaVersion: number;
  readonly goodMatches: number;
  readonly hiddenGems: number;
  readonly histogram: readonly number[];
  readonly isMatched: boolean;
  readonly jobId: string;
  readonly matchedAt?: string | null;
  readonly stored: number;
  readonly strongMatches: number;
  readonly totalCandidates: number;
}

export interface JobMoveDto {
  readonly status: 'draft' | 'open' | 'on_hold' | 'closed';
}

export interface JobRequirementDto {
  readonly mandatory: boolean;
  readonly type: string;
  readonly value: string;
}

export interface JobSummaryDto {
  readonly createdAt: string;
  readonly department?: string | null;
  readonly duplicatePolicy: 'keep_first' | 'replace' | 'refuse' | 'separate';
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly hiringManagerId?: string | null;
  readonly id: string;
  readonly location?: string | null;
  readonly matchStatistics?: MatchStatisticsDto | null;
  readonly openings: number;
  readonly publishedAt?: string | null;
  readonly status: 'draft' | 'open' | 'on_hold' | 'closed';
  readonly title: string;
  readonly updatedAt: string;
}

export interface JudgeSampledDto {
  readonly applicationId: string;
  readonly reason: string;
  readonly verdict: 'rightly_left_out' | 'wrongly_left_out' | 'cannot_tell';
}

export interface LanguageCriterionDto {
  readonly level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | 'native' | null;
  readonly name: string;
}

export interface LanguageFactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly level?: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' | 'native' | null;
  readonly name: string;
}

export interface MatchAnalysisDto {
  readonly analyzedAt: string;
  readonly candidateId: string;
  readonly criteriaVersion: number;
  readonly dimensions: readonly DimensionDto[];
  readonly gaps: readonly GapDto[];
  readonly hiddenGem: boolean;
  readonly jobId: string;
  readonly potential: PotentialDto;
  readonly score: number;
  readonly scorerVersion: number;
  readonly skillGaps: readonly SkillGapDto[];
  readonly strengths: readonly CriterionScoreDto[];
}

export interface MatchComparisonDto {
  readonly candidates: readonly ComparedCandidateDto[];
  readonly criteria: readonly ComparedCriterionDto[];
  readonly jobId: string;
}

export interface MatchDto {
  readonly end: number;
  readonly start: number;
}

export interface MatchStatisticsDto {
  readonly aiAnalyzedCount: number;
  readonly goodMatches: number;
  readonly strongMatches: number;
  readonly totalCandidates: number;
}

export interface MatchTaskDto {
  readonly taskId: string;
}

export interface MembershipDto {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationSlug: string;
  readonly role: 'admin' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer';
}

export interface MergeCandidatesDto {
  readonly mergedId: string;
  readonly mergedVersion: number;
  readonly survivorId: string;
  readonly survivorVersion: number;
  readonly take?: readonly ('name' | 'email' | 'phone' | 'location' | 'title' | 'primaryResume')[] | null;
}

export interface MergeDto {
  readonly id: string;
  readonly mergedAt: string;
  readonly mergedBy: string;
  readonly mergedId: string;
  readonly survivorId: string;
  readonly undoneAt?: string | null;
  readonly undoneBy?: string | null;
}

export interface MergePreviewDto {
  readonly merged: CandidateDto;
  readonly movedApplications: number;
  readonly reasons: readonly ('email' | 'national_id' | 'phone' | 'name_and_employer')[];
  readonly result: MergedPersonDto;
  readonly survivor: CandidateDto;
}

export interface MergedPersonDto {
  readonly email?: string | null;
  readonly location?: string | null;
  readonly name?: string | null;
  readonly nationalId?: string | null;
  readonly phone?: string | null;
  readonly primaryResumeId?: string | null;
  readonly skills: readonly CandidateSkillDto[];
  readonly tags: readonly string[];
  readonly title?: string | null;
}

export interface MessageDto {
  readonly applicationId?: string | null;
  readonly attempts: number;
  readonly createdAt: string;
  readonly errorCode?: string | null;
  readonly id: string;
  readonly jobId?: string | null;
  readonly messageId: string;
  readonly recipient?: string | null;
  readonly sentAt?: string | null;
  readonly state: 'pending' | 'sending' | 'sent' | 'refused' | 'unknown' | 'failed' | 'superseded';
  readonly template:
    'confirmation' | 'replaced' | 'duplicate' | 'shortlisted' | 'interview' | 'offer' | 'rejected' | 'hired' | 'shortlist' | 'search_alert';
}

export interface ModelInstallationDto {
  readonly dayCents: number;
  readonly hourCents: number;
  readonly providers: readonly OfferedModelProviderDto[];
  readonly switchedOff: boolean;
}

export interface ModelRunDto {
  readonly costMicros: number;
  readonly degraded: boolean;
  readonly inputHash: string;
  readonly inputTokens: number;
  readonly milliseconds: number;
  readonly model: string;
  readonly notAllowed: readonly string[];
  readonly outputTokens: number;
  readonly promptHash: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly provider: string;
}

export interface ModelSettingsChangeDto {
  readonly dayCents?: number | null;
  readonly enabled: boolean;
  readonly hourCents?: number | null;
  readonly providers?: readonly ('openai' | 'anthropic' | 'ollama')[] | null;
  readonly regions?: readonly string[] | null;
}

export interface ModelSettingsDto {
  readonly changedAt?: string | null;
  readonly changedBy?: string | null;
  readonly dayCents?: number | null;
  readonly enabled: boolean;
  readonly hourCents?: number | null;
  readonly installation: ModelInstallationDto;
  readonly providers?: readonly ('openai' | 'anthropic' | 'ollama')[] | null;
  readonly regions?: readonly string[] | null;
  readonly version: number;
}

export interface ModelUsageDto {
  readonly asked: number;
  readonly cached: number;
  readonly calls: number;
  readonly costCents: number;
  readonly costMicros: number;
  readonly degraded: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly model: string;
  readonly outputTokens: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  readonly provider: string;
  readonly repairs: number;
  readonly shared: number;
  readonly unknown: number;
}

export interface MoveApplicationDto {
  readonly reason?: string | null;
  readonly status: 'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn';
}

export interface NewApiKeyDto {
  readonly expiresAt?: string | null;
  readonly name: string;
  readonly scopes: readonly (
    | 'application:delete'
    | 'application:move'
    | 'application:read'
    | 'application:submit'
    | 'candidate:read'
    | 'candidate:search'
    | 'candidate:write'
    | 'criteria:read'
    | 'criteria:write'
    | 'cv:analyze'
    | 'demographics:write'
    | 'event:read'
    | 'fairness:read'
    | 'fairness:run'
    | 'feedback:read'
    | 'job:analyze'
    | 'job:read'
    | 'job:write'
    | 'match:read'
    | 'match:run'
    | 'match:write'
    | 'message:read'
    | 'model_settings:read'
    | 'model_usage:read'
    | 'notification:read'
    | 'screening:read'
    | 'screening:run'
    | 'shortlist:read'
    | 'skill:read'
    | 'skill:write'
    | 'task:cancel'
    | 'task:read'
    | 'template:read'
    | 'template:write'
    | 'webhook:manage'
  )[];
}

export interface NewOrganizationDto {
  readonly name: string;
  readonly slug?: string | null;
}

export interface NewSavedSearchDto {
  readonly alert?: 'off' | 'immediately' | 'daily';
  readonly name: string;
  readonly query: CandidateQueryDto;
  readonly sendsMail?: boolean;
}

export interface NewUserDto {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: 'admin' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer';
}

export interface NewWebhookDto {
  readonly description?: string | null;
  readonly eventTypes?: readonly (
    | 'applications.received'
    | 'applications.replaced'
    | 'applications.duplicate_found'
    | 'applications.status_changed'
    | 'applications.ai_screened'
    | 'candidates.merged'
    | 'candidates.unmerged'
    | 'shortlists.updated'
    | 'webhooks.disabled'
    | 'fairness.alert_raised'
  )[];
  readonly url: string;
}

export interface NoteDto {
  readonly authorId?: string | null;
  readonly candidateId: string;
  readonly merged: readonly WrittenNoteDto[];
  readonly text?: string | null;
  readonly version: number;
  readonly writtenAt?: string | null;
}

export interface NotificationDto {
  readonly entered?: number | null;
  readonly id: string;
  readonly jobId?: string | null;
  readonly jobTitle?: string | null;
  readonly kind: 'shortlist_changed' | 'webhook_disabled' | 'fairness_alert' | 'search_matched';
  readonly left?: number | null;
  readonly matches?: number | null;
  readonly occurredAt: string;
  readonly read: boolean;
  readonly searchId?: string | null;
  readonly webhookId?: string | null;
}

export interface OfferedModelProviderDto {
  readonly allowed: boolean;
  readonly name: string;
  readonly region?: string | null;
}

export interface OverrideDto {
  readonly createdAt: string;
  readonly decision?: 'advance' | 'hold' | 'decline' | null;
  readonly id: string;
  readonly reason?: string | null;
  readonly score?: number | null;
  readonly screeningId: string;
  readonly userId: string;
}

export interface OverrideScreeningDto {
  readonly decision?: 'advance' | 'hold' | 'decline' | null;
  readonly reason: string;
  readonly score?: number | null;
}

export interface Pagination {
  readonly hasMore: boolean;
  readonly limit: number;
  readonly nextCursor: string | null;
  /** Null when the page was reached by cursor. */
  readonly page: number | null;
  readonly total: number;
  /** True above 10,000. */
  readonly totalIsEstimate: boolean;
  readonly totalPages: number;
}

export interface PairDto {
  readonly candidateId: string;
  readonly cap?: number | null;
  readonly criteria: readonly CriterionScoreDto[];
  readonly criteriaVersion: number;
  readonly feedback: FeedbackSummaryDto;
  readonly flags: readonly string[];
  readonly hasApplied: boolean;
  readonly hiddenGem: boolean;
  readonly jobId: string;
  readonly match?: CandidateMatchDto | null;
  readonly score: number;
  readonly settingsVersion: number;
}

export interface ParsedResumeDto {
  readonly flags: readonly string[];
  readonly parsedAt: string;
  readonly parserVersion: string;
  readonly profile: ProfileDto;
  readonly resumeId: string;
  readonly run: number;
}

export interface PossibleDuplicateDto {
  readonly candidate: CandidateDto;
  readonly reasons: readonly ('email' | 'national_id' | 'phone' | 'name_and_employer')[];
}

export interface PossibleDuplicatesDto {
  readonly duplicates: readonly PossibleDuplicateDto[];
}

export interface PostingFindingDto {
  readonly code: string;
  readonly detail: string;
  readonly evidence?: EvidenceDto | null;
}

export interface PostingReaderDto {
  readonly costMicros: number;
  readonly degraded: boolean;
  readonly inputTokens: number;
  readonly milliseconds: number;
  readonly model: string;
  readonly notAllowed: readonly string[];
  readonly outputTokens: number;
  readonly provider: string;
}

export interface PotentialDto {
  readonly ifConfirmed: number;
  readonly ifLearned: number;
  readonly now: number;
}

export interface PreferencesDto {
  readonly language?: string | null;
  readonly mutedNotifications?: readonly string[];
  readonly theme?: 'system' | 'light' | 'dark';
  readonly timeZone?: string | null;
}

export interface PreviewMergeDto {
  readonly mergedId: string;
  readonly survivorId: string;
  readonly take?: readonly ('name' | 'email' | 'phone' | 'location' | 'title' | 'primaryResume')[] | null;
}

/** RFC 9457 problem details. */
export interface Problem {
  /** `<context>.<reason>`; stable, made for programs. */
  readonly code: string;
  /** What happened, fit to be shown. */
  readonly detail: string;
  readonly errors: readonly {
    readonly code: string;
    readonly detail: string;
    /** JSON Pointer into the body, or `/query/<name>`, `/path/<name>`, `/header/<name>`. */
    readonly pointer: string;
  }[];
  /** Path of the request. */
  readonly instance: string;
  readonly requestId: string;
  readonly status: number;
  readonly title: string;
  readonly type: string;
}

export interface ProfileDto {
  readonly asOf: string;
  readonly certifications: readonly FactDto[];
  readonly education: readonly EducationFactDto[];
  readonly emails: readonly FactDto[];
  readonly gaps?: readonly GapFactDto[] | null;
  readonly languages: readonly LanguageFactDto[];
  readonly links: readonly FactDto[];
  readonly location?: FactDto | null;
  readonly name?: FactDto | null;
  readonly nationalId?: FactDto | null;
  readonly passages?: readonly EvidenceDto[] | null;
  readonly phones: readonly FactDto[];
  readonly projects?: readonly FactDto[] | null;
  readonly publications?: readonly FactDto[] | null;
  readonly roles: readonly RoleFactDto[];
  readonly skills: readonly SkillFactDto[];
  readonly summary?: FactDto | null;
  readonly totalYears?: TotalYearsFactDto | null;
}

export interface PublicJobDto {
  readonly department?: string | null;
  readonly description?: string | null;
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly id: string;
  readonly jobPosting: Readonly<Record<string, unknown>>;
  readonly location?: string | null;
  readonly openings: number;
  readonly organization: HiringOrganizationDto;
  readonly publishedAt: string;
  readonly requirements: readonly JobRequirementDto[];
  readonly title: string;
  readonly updatedAt: string;
}

export interface PublicJobSummaryDto {
  readonly department?: string | null;
  readonly employmentType?: 'full_time' | 'part_time' | 'contract' | 'temporary' | 'internship' | null;
  readonly id: string;
  readonly location?: string | null;
  readonly openings: number;
  readonly organization: HiringOrganizationDto;
  readonly publishedAt: string;
  readonly title: string;
}

export interface RankMovementDto {
  readonly compared: number;
  readonly correlation?: number | null;
  readonly fallen: number;
  readonly meanPlaces: number;
  readonly mostPlaces: number;
  readonly risen: number;
}

export interface ReceiptDto {
  readonly id: string;
  readonly status: 'received';
  readonly statusUrl: string;
}

export interface RecordDemographicsDto {
  readonly answers: readonly DemographicAnswersDto[];
}

export interface RecordedDemographicsDto {
  readonly recorded: number;
  readonly unknown: readonly string[];
}

export interface RefreshTokenDto {
  readonly refreshToken?: string | null;
}

export interface RegistrationDto {
  readonly email: string;
  readonly name: string;
  readonly organization: NewOrganizationDto;
  readonly password: string;
}

export interface ReparseResumesDto {
  readonly everything?: boolean | null;
}

export interface ReplacesDto {
  readonly id: string;
  readonly token: string;
}

export interface ReplayDifferenceDto {
  readonly recorded: string;
  readonly replayed: string;
  readonly what: string;
}

export interface ReplayDto {
  readonly differences: readonly ReplayDifferenceDto[];
  readonly identical: boolean;
  readonly recordedScore: number;
  readonly replayedScore: number;
  readonly screeningId: string;
}

export interface ReplayedDto {
  readonly scheduled: number;
}

export interface RequestUploadDto {
  readonly bytes: number;
  readonly contentType:
    | 'application/pdf'
    | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    | 'application/msword'
    | 'application/rtf'
    | 'application/vnd.oasis.opendocument.text'
    | 'text/plain'
    | 'text/html'
    | 'application/json'
    | 'image/png'
    | 'image/jpeg';
  readonly jobId: string;
}

export interface RequirementDraftDto {
  readonly criteria: CriteriaDto;
  readonly missing: readonly PostingFindingDto[];
  readonly reader: PostingReaderDto;
  readonly refused: readonly PostingFindingDto[];
  readonly requirements: readonly DraftedRequirementDto[];
  readonly seniority: SeniorityDto;
  readonly text: string;
  readonly warnings: readonly PostingFindingDto[];
}

export interface RerunDto {
  readonly notReady: readonly string[];
  readonly requested: readonly string[];
  readonly taskId?: string | null;
  readonly unknown: readonly string[];
}

export interface RerunScreeningsDto {
  readonly applicationIds: readonly string[];
}

export interface ResumeDownloadDto {
  readonly expiresAt: string;
  readonly url: string;
}

export interface ResumeDto {
  readonly applicationId?: string | null;
  readonly candidateId: string;
  readonly contentType: string;
  readonly failureCode?: string | null;
  readonly fileName?: string | null;
  readonly id: string;
  readonly receivedAt: string;
  readonly run: number;
  readonly scan?: 'clean' | 'infected' | null;
  readonly status: 'pending' | 'parsed' | 'failed';
}

export interface RoleFactDto {
  readonly bullets: readonly string[];
  readonly confidence: number;
  readonly current: boolean;
  readonly evidence: readonly EvidenceDto[];
  readonly from?: string | null;
  readonly organization?: string | null;
  readonly title?: string | null;
  readonly to?: string | null;
}

export interface RotateApiKeyDto {
  readonly overlapSeconds?: number | null;
}

export interface RotateSecretDto {
  readonly overlapSeconds?: number;
}

export interface SampleDto {
  readonly applications: readonly SampledApplicationDto[];
  readonly criteriaVersion: number;
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly estimate?: WronglyLeftOutDto | null;
  readonly frameHash: string;
  readonly frameSize: number;
  readonly id: string;
  readonly jobId: string;
  readonly judged: number;
  readonly method: string;
  readonly seed: string;
  readonly shortlistVersion: number;
  readonly size: number;
  readonly wrong: number;
}

export interface SampleSummaryDto {
  readonly criteriaVersion: number;
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly frameHash: string;
  readonly frameSize: number;
  readonly id: string;
  readonly jobId: string;
  readonly method: string;
  readonly seed: string;
  readonly shortlistVersion: number;
  readonly size: number;
}

export interface SampleVerdictDto {
  readonly createdAt: string;
  readonly id: string;
  readonly reason?: string | null;
  readonly userId: string;
  readonly verdict: 'rightly_left_out' | 'wrongly_left_out' | 'cannot_tell';
}

export interface SampledApplicationDto {
  readonly applicationId: string;
  readonly candidateId?: string | null;
  readonly name?: string | null;
  readonly position: number;
  readonly screeningId?: string | null;
  readonly state: 'open' | 'judged' | 'cannot_tell' | 'withdrawn' | 'erased';
  readonly verdict?: SampleVerdictDto | null;
}

export interface SavedSearchChangesDto {
  readonly alert?: 'off' | 'immediately' | 'daily' | null;
  readonly name?: string | null;
  readonly query?: CandidateQueryDto | null;
  readonly sendsMail?: boolean | null;
}

export interface SavedSearchDto {
  readonly alert?: 'off' | 'immediately' | 'daily';
  readonly alertCovers?: 'new_and_changed' | 'new' | null;
  readonly alertedAt?: string | null;
  readonly createdAt: string;
  readonly id: string;
  readonly name: string;
  readonly query: CandidateQueryDto;
  readonly sendsMail?: boolean;
}

export interface ScoreNoiseDto {
  readonly bestRank?: number | null;
  readonly high?: number | null;
  readonly low?: number | null;
  readonly readings: number;
  readonly source: 'rules' | 'model';
  readonly withinNoise?: boolean | null;
  readonly worstRank?: number | null;
}

export interface ScreeningDto {
  readonly applicationId: string;
  readonly asOf: string;
  readonly autoAdvance: boolean;
  readonly candidateId?: string | null;
  readonly cap?: number | null;
  readonly criteria: readonly CriterionScoreDto[];
  readonly criteriaVersion: number;
  readonly failureCode?: string | null;
  readonly feedback: FeedbackSummaryDto;
  readonly flags: readonly string[];
  readonly id: string;
  readonly inputHash?: string | null;
  readonly jobId: string;
  readonly milliseconds: number;
  readonly model?: ModelRunDto | null;
  readonly needsPerson: boolean;
  readonly needsPersonReason?: string | null;
  readonly outcome: 'scored' | 'unreadable';
  readonly overrides: readonly OverrideDto[];
  readonly parserVersion?: string | null;
  readonly run: number;
  readonly score?: number | null;
  readonly scorerVersion: number;
  readonly screenedAt: string;
  readonly settingsVersion: number;
  readonly taxonomyVersion: number;
}

export interface SearchCandidatesDto {
  readonly cursor?: string | null;
  readonly facets?: readonly ('skills' | 'tags' | 'type' | 'status' | 'location' | 'companies')[] | null;
  readonly limit?: number | null;
  readonly location?: readonly string[] | null;
  readonly skills?: readonly string[] | null;
  readonly sort?: 'relevance' | 'name' | '-updatedAt' | null;
  readonly status?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly text?: string | null;
  readonly type?: readonly string[] | null;
  readonly updatedBefore?: string | null;
  readonly updatedFrom?: string | null;
}

export interface SeniorityDto {
  readonly evidence: readonly EvidenceDto[];
  readonly isContradictory: boolean;
  readonly level?: 'intern' | 'junior' | 'mid' | 'senior' | 'lead' | 'executive' | null;
  readonly titleLevel?: 'intern' | 'junior' | 'mid' | 'senior' | 'lead' | 'executive' | null;
}

export interface ShadowDto {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly criteria: CriteriaDto;
  readonly criteriaVersion: number;
  readonly finishedAt?: string | null;
  readonly id: string;
  readonly jobId: string;
  readonly report?: ShadowReportDto | null;
}

export interface ShadowReportDto {
  readonly advancing: ThenAndNowDto;
  readonly applications: number;
  readonly entered: readonly WouldEnterDto[];
  readonly left: readonly WouldLeaveDto[];
  readonly moved: readonly WouldMoveDto[];
  readonly movement: RankMovementDto;
  readonly needingPerson: ThenAndNowDto;
  readonly unreadable: number;
}

export interface ShadowRequestedDto {
  readonly shadowId: string;
  readonly taskId: string;
}

export interface ShortlistChangeDto {
  readonly applicationId: string;
  readonly change: 'entered' | 'left';
  readonly changedAt: string;
  readonly criteriaVersion: number;
  readonly id: string;
  readonly rank: number;
  readonly reason: 'place_free' | 'overtook' | 'criteria_changed' | 'no_longer_ranked' | 'below_min_score' | 'score_fell' | 'outranked';
  readonly score?: number | null;
  readonly version: number;
}

export interface ShortlistCountsDto {
  readonly needsPerson: number;
  readonly screened: number;
  readonly unreadable: number;
  readonly waiting: number;
}

export interface ShortlistDto {
  readonly counts: ShortlistCountsDto;
  readonly criteriaVersion: number;
  readonly cutLine?: CutLineDto | null;
  readonly entries: readonly ShortlistEntryDto[];
  readonly isUpToDate: boolean;
  readonly jobId: string;
  readonly leftBehind: number;
  readonly minScore: number;
  readonly newestCriteriaVersion: number;
  readonly topN: number;
  readonly updatedAt?: string | null;
  readonly version: number;
}

export interface ShortlistEntryDto {
  readonly applicationId: string;
  readonly candidateId?: string | null;
  readonly enteredAt?: string | null;
  readonly enteredCriteriaVersion?: number | null;
  readonly enteredReason?: 'place_free' | 'overtook' | 'criteria_changed' | null;
  readonly feedback: FeedbackSummaryDto;
  readonly lookedAt?: string | null;
  readonly name?: string | null;
  readonly needsPerson: boolean;
  readonly noise?: ScoreNoiseDto | null;
  readonly rank: number;
  readonly reasons: readonly ShortlistReasonDto[];
  readonly score: number;
  readonly screeningId?: string | null;
  readonly tied: boolean;
}

export interface ShortlistReasonDto {
  readonly kind:
    'mustHaveSkill' | 'niceToHaveSkill' | 'experience' | 'education' | 'location' | 'language' | 'relevance' | 'disqualifyingFactor';
  readonly maxPoints: number;
  readonly name: string;
  readonly points: number;
  readonly reason: string;
  readonly result: 'met' | 'partly' | 'notMet' | 'unknown';
}

export interface SkillCriterionDto {
  readonly name: string;
  readonly proficiency?: 'beginner' | 'intermediate' | 'advanced' | 'expert' | null;
  readonly weight?: number | null;
  readonly years?: number | null;
}

export interface SkillDto {
  readonly aliases?: readonly string[] | null;
  readonly id: string;
  readonly kind: 'programming' | 'technology' | 'knowledge' | 'language';
  readonly name: string;
}

export interface SkillFactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly name: string;
  readonly proficiency?: 'beginner' | 'intermediate' | 'advanced' | 'expert' | null;
  readonly statedYears?: number | null;
  readonly years?: number | null;
}

export interface SkillGapDto {
  readonly isMustHave: boolean;
  readonly lostPoints: number;
  readonly name: string;
  readonly nearby: readonly string[];
  readonly result: 'met' | 'partly' | 'notMet' | 'unknown';
}

export interface SkillListDto {
  readonly changedAt?: string | null;
  readonly changedBy?: string | null;
  readonly knownSpellings: number;
  readonly skills: readonly SkillDto[];
  readonly version: number;
}

export interface SkillWordsDto {
  readonly aliases?: readonly string[] | null;
  readonly kind: 'programming' | 'technology' | 'knowledge' | 'language';
  readonly name: string;
}

export interface SpendDto {
  readonly budgetMicros: number;
  readonly spentMicros: number;
}

export interface StartedTaskDto {
  readonly taskId: string;
}

export interface StatementDto {
  readonly evidence: readonly EvidenceDto[];
  readonly text: string;
}

export interface SubmitApplicationDto {
  readonly answers?: readonly AnswerV1[] | null;
  readonly consents?: readonly ConsentDto[] | null;
  readonly email?: string | null;
  readonly jobId: string;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly replaces?: ReplacesDto | null;
  readonly resumeText?: string | null;
  readonly source?: string | null;
  readonly uploadHandle?: string | null;
  readonly wantsPerson?: boolean | null;
}

export interface SubmitApplicationFormDto {
  readonly answers?: readonly AnswerV1[] | null;
  readonly consents?: readonly ConsentDto[] | null;
  readonly email?: string | null;
  readonly jobId: string;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly replaces?: ReplacesDto | null;
  /** A PDF, DOCX or TXT file. */
  readonly resume?: Blob | null;
  readonly resumeText?: string | null;
  readonly source?: string | null;
  readonly uploadHandle?: string | null;
  readonly wantsPerson?: boolean | null;
}

export interface TaskDto {
  readonly cancelRequestedAt?: string | null;
  readonly createdAt: string;
  readonly errorCode?: string | null;
  readonly finishedAt?: string | null;
  readonly id: string;
  readonly kind: string;
  readonly progress: number;
  readonly result?: Readonly<Record<string, unknown>> | null;
  readonly startedAt?: string | null;
  readonly status: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly subjectId?: string | null;
}

export interface TemplateDraftDto {
  readonly subject?: string | null;
  readonly text?: string | null;
}

export interface TemplateDto {
  readonly customized: boolean;
  readonly id: 'confirmation' | 'replaced' | 'duplicate' | 'shortlisted' | 'interview' | 'offer' | 'rejected' | 'hired';
  readonly placeholders: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface TemplatePreviewDto {
  readonly html: string;
  readonly subject: string;
  readonly text: string;
}

export interface TemplateWordsDto {
  readonly id: 'confirmation' | 'replaced' | 'duplicate' | 'shortlisted' | 'interview' | 'offer' | 'rejected' | 'hired';
  readonly subject: string;
  readonly text: string;
}

export interface TemplatesChangeDto {
  readonly templates: readonly TemplateWordsDto[];
}

export interface TemplatesDto {
  readonly changedAt?: string | null;
  readonly changedBy?: string | null;
  readonly templates: readonly TemplateDto[];
  readonly version: number;
}

export interface ThenAndNowDto {
  readonly after: number;
  readonly before: number;
}

export interface TimelineEntryDto {
  readonly actor: string;
  readonly at: string;
  readonly automatic: boolean;
  readonly from?: 'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn' | null;
  readonly id: string;
  readonly reason?: string | null;
  readonly to: 'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn';
}

export interface TokensDto {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshExpiresAt: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
}

export interface TotalUsageDto {
  readonly asked: number;
  readonly cached: number;
  readonly calls: number;
  readonly costCents: number;
  readonly costMicros: number;
  readonly degraded: number;
  readonly degradedShare: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  readonly repairs: number;
  readonly shared: number;
  readonly unknown: number;
}

export interface TotalYearsFactDto {
  readonly confidence: number;
  readonly evidence: readonly EvidenceDto[];
  readonly value: number;
}

export interface TrackedApplicationDto {
  readonly id: string;
  readonly jobTitle?: string | null;
  readonly organizationName?: string | null;
  readonly receivedAt?: string | null;
  readonly seenByPerson: boolean;
  readonly stage: string;
  readonly status: 'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn';
  readonly whatHappensNext: string;
}

export interface UploadDto {
  readonly expiresAt: string;
  readonly fields: readonly UploadFieldDto[];
  readonly uploadHandle: string;
  readonly url: string;
}

export interface UploadFieldDto {
  readonly name: string;
  readonly value: string;
}

export interface UsageDto {
  readonly day: SpendDto;
  readonly days: readonly DayUsageDto[];
  readonly from: string;
  readonly hour: SpendDto;
  readonly models: readonly ModelUsageDto[];
  readonly to: string;
  readonly total: TotalUsageDto;
}

export interface UserDto {
  readonly email: string;
  readonly id: string;
  readonly name: string;
  readonly role: 'admin' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer';
}

export interface WebhookAttemptDto {
  readonly attemptedAt: string;
  readonly durationMs: number;
  readonly errorCode?: string | null;
  readonly statusCode?: number | null;
}

export interface WebhookChangesDto {
  readonly description?: string | null;
  readonly eventTypes?:
    | readonly (
        | 'applications.received'
        | 'applications.replaced'
        | 'applications.duplicate_found'
        | 'applications.status_changed'
        | 'applications.ai_screened'
        | 'candidates.merged'
        | 'candidates.unmerged'
        | 'shortlists.updated'
        | 'webhooks.disabled'
        | 'fairness.alert_raised'
      )[]
    | null;
  readonly status?: 'active' | 'disabled' | null;
  readonly url?: string | null;
}

export interface WebhookDeliveryDto {
  readonly attempts: readonly WebhookAttemptDto[];
  readonly createdAt: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly id: string;
  readonly nextAttemptAt?: string | null;
  readonly state: 'pending' | 'delivered' | 'failed';
}

export interface WebhookDto {
  readonly createdAt: string;
  readonly description?: string | null;
  readonly disabledAt?: string | null;
  readonly disabledReason?: 'manual' | 'gone' | 'failing' | null;
  readonly eventTypes: readonly (
    | 'applications.received'
    | 'applications.replaced'
    | 'applications.duplicate_found'
    | 'applications.status_changed'
    | 'applications.ai_screened'
    | 'candidates.merged'
    | 'candidates.unmerged'
    | 'shortlists.updated'
    | 'webhooks.disabled'
    | 'fairness.alert_raised'
  )[];
  readonly failingSince?: string | null;
  readonly id: string;
  readonly previousSecretExpiresAt?: string | null;
  readonly status: 'active' | 'disabled';
  readonly updatedAt: string;
  readonly url: string;
}

export interface WebhookEventIdDto {
  readonly eventId: string;
}

export interface WebhookReplayDto {
  readonly eventIds?: readonly string[] | null;
  readonly from?: string | null;
  readonly until?: string | null;
}

export interface WebhookWithSecretDto {
  readonly createdAt: string;
  readonly description?: string | null;
  readonly disabledAt?: string | null;
  readonly disabledReason?: 'manual' | 'gone' | 'failing' | null;
  readonly eventTypes: readonly (
    | 'applications.received'
    | 'applications.replaced'
    | 'applications.duplicate_found'
    | 'applications.status_changed'
    | 'applications.ai_screened'
    | 'candidates.merged'
    | 'candidates.unmerged'
    | 'shortlists.updated'
    | 'webhooks.disabled'
    | 'fairness.alert_raised'
  )[];
  readonly failingSince?: string | null;
  readonly id: string;
  readonly previousSecretExpiresAt?: string | null;
  readonly secret: string;
  readonly status: 'active' | 'disabled';
  readonly updatedAt: string;
  readonly url: string;
}

export interface WholeCandidateDto {
  readonly createdAt: string;
  readonly editedFields: readonly string[];
  readonly email?: string | null;
  readonly employmentStatus?: 'employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired' | null;
  readonly id: string;
  readonly location?: string | null;
  readonly mergedIds: readonly string[];
  readonly mergedInto?: string | null;
  readonly name?: string | null;
  readonly nationalId?: string | null;
  readonly phone?: string | null;
  readonly possibleDuplicateOf?: string | null;
  readonly primaryResumeId?: string | null;
  readonly profile?: ProfileDto | null;
  readonly resumes: readonly ResumeDto[];
  readonly skills: readonly CandidateSkillDto[];
  readonly status: 'active' | 'archived';
  readonly tags: readonly string[];
  readonly title?: string | null;
  readonly type: 'applied' | 'uploaded' | 'internal' | 'past';
  readonly updatedAt: string;
  readonly version: number;
}

export interface WouldEnterDto {
  readonly applicationId: string;
  readonly name?: string | null;
  readonly rank: number;
  readonly reason: 'place_free' | 'overtook';
  readonly score: number;
}

export interface WouldLeaveDto {
  readonly applicationId: string;
  readonly formerRank: number;
  readonly name?: string | null;
  readonly reason: 'no_longer_ranked' | 'below_min_score' | 'score_fell' | 'outranked';
}

export interface WouldMoveDto {
  readonly applicationId: string;
  readonly from: number;
  readonly name?: string | null;
  readonly reason: 'score_changed' | 'others_moved';
  readonly to: number;
}

export interface WriteNoteDto {
  readonly text: string;
}

export interface WrittenNoteDto {
  readonly authorId?: string | null;
  readonly candidateId: string;
  readonly text?: string | null;
  readonly version: number;
  readonly writtenAt?: string | null;
}

export interface WronglyLeftOutDto {
  readonly confidence: number;
  readonly count: number;
  readonly countHigh: number;
  readonly countLow: number;
  readonly share: number;
  readonly widestHigh: number;
  readonly widestLow: number;
}

/** What every operation takes and answers. `isList`: the answer comes in pages. */
export interface Operations {
  /** Create a user */
  'POST /admin/users': {
    readonly body: NewUserDto;
    readonly answer: UserDto;
    readonly isList: false;
  };
  /** Read a user */
  'GET /admin/users/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: UserDto;
    readonly isList: false;
  };
  /** List API keys */
  'GET /api-keys': {
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly ApiKeyDto[];
    readonly isList: true;
  };
  /** Make an API key */
  'POST /api-keys': {
    readonly body: NewApiKeyDto;
    readonly answer: ApiKeyWithSecretDto;
    readonly isList: false;
  };
  /** Read an API key */
  'GET /api-keys/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ApiKeyDto;
    readonly isList: false;
  };
  /** Revoke an API key */
  'DELETE /api-keys/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Give an API key a new secret */
  'POST /api-keys/:id/rotate': {
    readonly path: {
      readonly id: string;
    };
    readonly body: RotateApiKeyDto;
    readonly answer: ApiKeyWithSecretDto;
    readonly isList: false;
  };
  /** List applications */
  'GET /applications': {
    readonly query?: {
      readonly cursor?: string;
      readonly ids?: readonly string[];
      readonly jobId?: string;
      readonly limit?: number;
      readonly maxScore?: number;
      readonly minScore?: number;
      readonly needsPerson?: boolean;
      readonly page?: number;
      readonly 'receivedAt[gt]'?: string;
      readonly 'receivedAt[gte]'?: string;
      readonly 'receivedAt[lt]'?: string;
      readonly 'receivedAt[lte]'?: string;
      readonly shortlist?: boolean;
      readonly skills?: readonly string[];
      readonly sort?: string;
      readonly source?: string;
      readonly status?: readonly (
        'received' | 'screening' | 'screened' | 'shortlisted' | 'interview' | 'offer' | 'hired' | 'rejected' | 'withdrawn'
      )[];
    };
    readonly answer: readonly ApplicationDto[];
    readonly isList: true;
  };
  /** Apply to a job */
  'POST /applications': {
    readonly headers: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key': string;
    };
    readonly body: SubmitApplicationDto | FormData;
    readonly answer: ReceiptDto;
    readonly isList: false;
  };
  /** Read an application */
  'GET /applications/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ApplicationDto;
    readonly isList: false;
  };
  /** Delete an application */
  'DELETE /applications/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Read the newest screening of an application */
  'GET /applications/:id/screening': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ScreeningDto;
    readonly isList: false;
  };
  /** Move an application to another status */
  'PUT /applications/:id/status': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: MoveApplicationDto;
    readonly answer: ApplicationDto;
    readonly isList: false;
  };
  /** Every change of status, with who and why */
  'GET /applications/:id/timeline': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly TimelineEntryDto[];
    readonly isList: true;
  };
  /** Where an application stands, for the candidate */
  'GET /applications/:id/track': {
    readonly path: {
      readonly id: string;
    };
    readonly query: {
      readonly token: string;
    };
    readonly answer: TrackedApplicationDto;
    readonly isList: false;
  };
  /** Sign in */
  'POST /auth/login': {
    readonly body: CredentialsDto;
    readonly answer: TokensDto;
    readonly isList: false;
  };
  /** Sign out */
  'POST /auth/logout': {
    readonly body: RefreshTokenDto;
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Read your account */
  'GET /auth/me': {
    readonly answer: AccountDto;
    readonly isList: false;
  };
  /** Change your account */
  'PUT /auth/me': {
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: AccountChangesDto;
    readonly answer: AccountDto;
    readonly isList: false;
  };
  /** Read your preferences */
  'GET /auth/me/preferences': {
    readonly answer: PreferencesDto;
    readonly isList: false;
  };
  /** Set your preferences */
  'PUT /auth/me/preferences': {
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: PreferencesDto;
    readonly answer: PreferencesDto;
    readonly isList: false;
  };
  /** Exchange a refresh token */
  'POST /auth/refresh': {
    readonly body: RefreshTokenDto;
    readonly answer: TokensDto;
    readonly isList: false;
  };
  /** Register an organization */
  'POST /auth/register': {
    readonly body: RegistrationDto;
    readonly answer: AccountDto;
    readonly isList: false;
  };
  /** List candidates */
  'GET /candidates': {
    readonly query?: {
      readonly 'createdAt[gt]'?: string;
      readonly 'createdAt[gte]'?: string;
      readonly 'createdAt[lt]'?: string;
      readonly 'createdAt[lte]'?: string;
      readonly cursor?: string;
      readonly employmentStatus?: readonly ('employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired')[];
      readonly ids?: readonly string[];
      readonly limit?: number;
      readonly page?: number;
      readonly search?: string;
      readonly skills?: readonly string[];
      readonly sort?: string;
      readonly status?: readonly ('active' | 'archived')[];
      readonly tags?: readonly string[];
      readonly type?: readonly ('applied' | 'uploaded' | 'internal' | 'past')[];
    };
    readonly answer: readonly CandidateDto[];
    readonly isList: true;
  };
  /** Add a candidate by hand */
  'POST /candidates': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: CreateCandidateDto;
    readonly answer: WholeCandidateDto;
    readonly isList: false;
  };
  /** Count what a list of candidates holds */
  'GET /candidates/facets': {
    readonly query?: {
      readonly 'createdAt[gt]'?: string;
      readonly 'createdAt[gte]'?: string;
      readonly 'createdAt[lt]'?: string;
      readonly 'createdAt[lte]'?: string;
      readonly cursor?: string;
      readonly employmentStatus?: readonly ('employed' | 'notice_period' | 'unemployed' | 'self_employed' | 'student' | 'retired')[];
      readonly ids?: readonly string[];
      readonly limit?: number;
      readonly page?: number;
      readonly search?: string;
      readonly skills?: readonly string[];
      readonly sort?: string;
      readonly status?: readonly ('active' | 'archived')[];
      readonly tags?: readonly string[];
      readonly type?: readonly ('applied' | 'uploaded' | 'internal' | 'past')[];
    };
    readonly answer: CandidateFacetsDto;
    readonly isList: false;
  };
  /** Merge two records of one person */
  'POST /candidates/merge': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: MergeCandidatesDto;
    readonly answer: MergeDto;
    readonly isList: false;
  };
  /** See what a merge would do */
  'POST /candidates/merge/preview': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: PreviewMergeDto;
    readonly answer: MergePreviewDto;
    readonly isList: false;
  };
  /** Read a merge */
  'GET /candidates/merge/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: MergeDto;
    readonly isList: false;
  };
  /** Undo a merge */
  'POST /candidates/merge/:id/undo': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: MergeDto;
    readonly isList: false;
  };
  /** Search candidates, with facets and highlights */
  'POST /candidates/search': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: SearchCandidatesDto;
    readonly answer: CandidateSearchDto;
    readonly isList: false;
  };
  /** List your saved searches */
  'GET /candidates/searches': {
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly SavedSearchDto[];
    readonly isList: true;
  };
  /** Save a search, with an alert if you like */
  'POST /candidates/searches': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: NewSavedSearchDto;
    readonly answer: SavedSearchDto;
    readonly isList: false;
  };
  /** Read one of your saved searches */
  'GET /candidates/searches/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: SavedSearchDto;
    readonly isList: false;
  };
  /** Rename or change one of your saved searches, or its alert */
  'PATCH /candidates/searches/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: SavedSearchChangesDto;
    readonly answer: SavedSearchDto;
    readonly isList: false;
  };
  /** Delete one of your saved searches */
  'DELETE /candidates/searches/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** List the candidates of whom the alerts of a saved search told */
  'GET /candidates/searches/:id/candidates': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly AlertedCandidateDto[];
    readonly isList: true;
  };
  /** Read a candidate, with resumes and profile */
  'GET /candidates/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: WholeCandidateDto;
    readonly isList: false;
  };
  /** Change a candidate by hand */
  'PATCH /candidates/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: ChangeCandidateDto;
    readonly answer: WholeCandidateDto;
    readonly isList: false;
  };
  /** Find records that may be of the same person */
  'GET /candidates/:id/duplicates': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: PossibleDuplicatesDto;
    readonly isList: false;
  };
  /** Suggest what follows from the primary resume */
  'POST /candidates/:id/enrich': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: EnrichmentDto;
    readonly isList: false;
  };
  /** Read the notes about a candidate */
  'GET /candidates/:id/notes': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: NoteDto;
    readonly isList: false;
  };
  /** Write the next version of the notes about a candidate */
  'PUT /candidates/:id/notes': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: WriteNoteDto;
    readonly answer: NoteDto;
    readonly isList: false;
  };
  /** Every change of a candidate, with who and why */
  'GET /candidates/:id/timeline': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly kind?: readonly (
        | 'created'
        | 'application_received'
        | 'application_replaced'
        | 'edited'
        | 'note_written'
        | 'resume_added'
        | 'resume_chosen'
        | 'resume_requested'
        | 'resume_read'
        | 'resume_not_read'
        | 'merged'
        | 'unmerged'
      )[];
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly CandidateChangeDto[];
    readonly isList: true;
  };
  /** Analyse a CV against requirements, and store nothing */
  'POST /cv-analysis': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: AnalyzeCvDto | FormData;
    readonly answer: CvAnalysisDto;
    readonly isList: false;
  };
  /** Analyse up to ten CVs against the same requirements, and store nothing */
  'POST /cv-analysis/batch': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: AnalyzeCvsDto | FormData;
    readonly answer: readonly CvResultDto[];
    readonly isList: true;
  };
  /** Pull events instead of receiving them */
  'GET /events': {
    readonly query?: {
      readonly after?: string;
      readonly limit?: number;
    };
    readonly answer: readonly EventDto[];
    readonly isList: true;
  };
  /** Say how an applicant or a candidate turned out */
  'POST /feedback': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: GiveFeedbackDto;
    readonly answer: FeedbackDto;
    readonly isList: false;
  };
  /** List jobs */
  'GET /jobs': {
    readonly query?: {
      readonly 'createdAt[gt]'?: string;
      readonly 'createdAt[gte]'?: string;
      readonly 'createdAt[lt]'?: string;
      readonly 'createdAt[lte]'?: string;
      readonly cursor?: string;
      readonly department?: string;
      readonly ids?: readonly string[];
      readonly limit?: number;
      readonly location?: string;
      readonly page?: number;
      readonly search?: string;
      readonly sort?: string;
      readonly status?: readonly ('draft' | 'open' | 'on_hold' | 'closed')[];
    };
    readonly answer: readonly JobSummaryDto[];
    readonly isList: true;
  };
  /** Create a job */
  'POST /jobs': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: JobContentDto;
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** Draft requirements and criteria from a title and a few words */
  'POST /jobs/generate-requirements': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: GenerateRequirementsDto;
    readonly answer: RequirementDraftDto;
    readonly isList: false;
  };
  /** Read a job */
  'GET /jobs/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** Replace a job */
  'PUT /jobs/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: JobContentDto;
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** Change parts of a job */
  'PATCH /jobs/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: JobChangesDto;
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** Delete a job */
  'DELETE /jobs/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Read how well the scores of a job agree with feedback */
  'GET /jobs/:id/agreement': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: JobAgreementDto;
    readonly isList: false;
  };
  /** Read the newest analysis of a job */
  'GET /jobs/:id/analysis': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: JobAnalysisDto;
    readonly isList: false;
  };
  /** Read how many matches of a job are analysed in depth */
  'GET /jobs/:id/analysis-status': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: AnalysisStatusDto;
    readonly isList: false;
  };
  /** Analyse what a job comes to */
  'POST /jobs/:id/analyze': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: AnalyzeJobDto;
    readonly answer: JobAnalysisDto;
    readonly isList: false;
  };
  /** Analyse the best matches of a job in depth, as a task */
  'POST /jobs/:id/analyze-top': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: AnalyzeTopDto;
    readonly answer: MatchTaskDto;
    readonly isList: false;
  };
  /** Read what a job and a candidate are to each other */
  'GET /jobs/:id/candidates/:candidateId/match': {
    readonly path: {
      readonly candidateId: string;
      readonly id: string;
    };
    readonly answer: PairDto;
    readonly isList: false;
  };
  /** Analyse a match in depth */
  'POST /jobs/:id/candidates/:candidateId/match/analyze': {
    readonly path: {
      readonly candidateId: string;
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: MatchAnalysisDto;
    readonly isList: false;
  };
  /** Store what applicants said about themselves */
  'POST /jobs/:id/demographics': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: RecordDemographicsDto;
    readonly answer: RecordedDemographicsDto;
    readonly isList: false;
  };
  /** Read how groups fared, by selection and by score */
  'GET /jobs/:id/fairness': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: FairnessReportDto;
    readonly isList: false;
  };
  /** Freeze how applications stand and report on fairness, as a task */
  'POST /jobs/:id/fairness': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: FairnessRequestedDto;
    readonly isList: false;
  };
  /** List what staff said of the applicants and candidates of a job */
  'GET /jobs/:id/feedback': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly applicationId?: string;
      readonly candidateId?: string;
      readonly cursor?: string;
      readonly history?: boolean;
      readonly kind?: 'positive' | 'negative' | 'hired';
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly userId?: string;
    };
    readonly answer: readonly FeedbackDto[];
    readonly isList: true;
  };
  /** Match a job with every candidate anew, as a task */
  'POST /jobs/:id/match': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: MatchTaskDto;
    readonly isList: false;
  };
  /** List the best matches of a job, best first */
  'GET /jobs/:id/matches': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly hiddenGems?: 'only' | 'without';
      readonly limit?: number;
      readonly minScore?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly status?: 'suggested' | 'reviewed' | 'contacted' | 'dismissed';
    };
    readonly answer: readonly CandidateMatchDto[];
    readonly isList: true;
  };
  /** Read how the scores of all candidates for a job are spread */
  'GET /jobs/:id/matches/statistics': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: JobMatchStatisticsDto;
    readonly isList: false;
  };
  /** Add a requirement */
  'POST /jobs/:id/requirements': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: JobRequirementDto;
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** Read the criteria of a job */
  'GET /jobs/:id/screening-criteria': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: CriteriaVersionDto;
    readonly isList: false;
  };
  /** Set the criteria of a job */
  'PUT /jobs/:id/screening-criteria': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** ETag of your last read. */
      readonly 'If-Match'?: string;
    };
    readonly body: CriteriaDto;
    readonly answer: ChangedCriteriaDto;
    readonly isList: false;
  };
  /** Compare two versions of the criteria */
  'GET /jobs/:id/screening-criteria/compare': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly from?: number;
      readonly to?: number;
    };
    readonly answer: CriteriaComparisonDto;
    readonly isList: false;
  };
  /** Try criteria on the applications of a job before taking them */
  'POST /jobs/:id/screening-criteria/shadow': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: CriteriaDto;
    readonly answer: ShadowRequestedDto;
    readonly isList: false;
  };
  /** Read who would enter and leave the shortlist under criteria on trial */
  'GET /jobs/:id/screening-criteria/shadow/:shadowId': {
    readonly path: {
      readonly id: string;
      readonly shadowId: string;
    };
    readonly answer: ShadowDto;
    readonly isList: false;
  };
  /** List the versions of the criteria, newest first */
  'GET /jobs/:id/screening-criteria/versions': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly CriteriaVersionDto[];
    readonly isList: true;
  };
  /** Read the shortlist of a job */
  'GET /jobs/:id/shortlist': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ShortlistDto;
    readonly isList: false;
  };
  /** Rank the applications of a job again, now */
  'POST /jobs/:id/shortlist': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: ShortlistDto;
    readonly isList: false;
  };
  /** List who entered and left the shortlist of a job, and why */
  'GET /jobs/:id/shortlist/changes': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly applicationId?: string;
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly ShortlistChangeDto[];
    readonly isList: true;
  };
  /** List the samples of a job */
  'GET /jobs/:id/shortlist/samples': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly SampleSummaryDto[];
    readonly isList: true;
  };
  /** Draw a random sample of those whom the shortlist leaves out */
  'POST /jobs/:id/shortlist/samples': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: DrawSampleDto;
    readonly answer: SampleDto;
    readonly isList: false;
  };
  /** Read a sample, its verdicts, and how many were wrongly left out */
  'GET /jobs/:id/shortlist/samples/:sampleId': {
    readonly path: {
      readonly id: string;
      readonly sampleId: string;
    };
    readonly answer: SampleDto;
    readonly isList: false;
  };
  /** Say whether a sampled application was rightly left out */
  'POST /jobs/:id/shortlist/samples/:sampleId/verdicts': {
    readonly path: {
      readonly id: string;
      readonly sampleId: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: JudgeSampledDto;
    readonly answer: SampleVerdictDto;
    readonly isList: false;
  };
  /** Move a job to another status */
  'PUT /jobs/:id/status': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: JobMoveDto;
    readonly answer: JobDto;
    readonly isList: false;
  };
  /** List stored matches, best first */
  'GET /matches': {
    readonly query?: {
      readonly candidateId?: string;
      readonly cursor?: string;
      readonly hiddenGems?: 'only' | 'without';
      readonly jobId?: string;
      readonly limit?: number;
      readonly minScore?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly status?: 'suggested' | 'reviewed' | 'contacted' | 'dismissed';
    };
    readonly answer: readonly CandidateMatchDto[];
    readonly isList: true;
  };
  /** Compare candidates for a job side by side */
  'POST /matches/compare': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: CompareMatchesDto;
    readonly answer: MatchComparisonDto;
    readonly isList: false;
  };
  /** Read a stored match */
  'GET /matches/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: CandidateMatchDto;
    readonly isList: false;
  };
  /** Take a match off for good */
  'DELETE /matches/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Note what was done about a match */
  'PUT /matches/:id/status': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: ChangeMatchStatusDto;
    readonly answer: CandidateMatchDto;
    readonly isList: false;
  };
  /** List mail with what became of it */
  'GET /messages': {
    readonly query?: {
      readonly applicationId?: string;
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly state?: 'pending' | 'sending' | 'sent' | 'refused' | 'unknown' | 'failed' | 'superseded';
    };
    readonly answer: readonly MessageDto[];
    readonly isList: true;
  };
  /** List notifications */
  'GET /notifications': {
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly unread?: boolean;
    };
    readonly answer: readonly NotificationDto[];
    readonly isList: true;
  };
  /** Mark a notification as read */
  'POST /notifications/:id/read': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Open jobs of an organization as schema.org JSON-LD for job boards */
  'GET /public/feeds/:slug.json': {
    readonly path: {
      readonly slug: string;
    };
    readonly answer: string;
    readonly isList: false;
  };
  /** Open jobs of an organization as XML for job boards */
  'GET /public/feeds/:slug.xml': {
    readonly path: {
      readonly slug: string;
    };
    readonly answer: string;
    readonly isList: false;
  };
  /** List open jobs */
  'GET /public/jobs': {
    readonly query?: {
      readonly cursor?: string;
      readonly department?: string;
      readonly limit?: number;
      readonly location?: string;
      readonly page?: number;
      readonly search?: string;
      readonly sort?: string;
    };
    readonly answer: readonly PublicJobSummaryDto[];
    readonly isList: true;
  };
  /** Read an open job */
  'GET /public/jobs/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: PublicJobDto;
    readonly isList: false;
  };
  /** List the open jobs of an organization */
  'GET /public/organizations/:slug/jobs': {
    readonly path: {
      readonly slug: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly department?: string;
      readonly limit?: number;
      readonly location?: string;
      readonly page?: number;
      readonly search?: string;
      readonly sort?: string;
    };
    readonly answer: readonly PublicJobSummaryDto[];
    readonly isList: true;
  };
  /** List resumes, the newest first */
  'GET /resumes': {
    readonly query?: {
      readonly candidateId?: string;
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly status?: readonly ('pending' | 'parsed' | 'failed')[];
    };
    readonly answer: readonly ResumeDto[];
    readonly isList: true;
  };
  /** Read all resumes again */
  'POST /resumes/parse': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: ReparseResumesDto;
    readonly answer: StartedTaskDto;
    readonly isList: false;
  };
  /** Add a resume to a candidate */
  'POST /resumes/upload': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: AddResumeDto | FormData;
    readonly answer: ResumeDto;
    readonly isList: false;
  };
  /** Read about a resume */
  'GET /resumes/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ResumeDto;
    readonly isList: false;
  };
  /** Get an address to download the original file */
  'GET /resumes/:id/file': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ResumeDownloadDto;
    readonly isList: false;
  };
  /** Read a resume again */
  'POST /resumes/:id/parse': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: ResumeDto;
    readonly isList: false;
  };
  /** Read what a resume says, with evidence */
  'GET /resumes/:id/parsed': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ParsedResumeDto;
    readonly isList: false;
  };
  /** Let a resume stand for its person */
  'PUT /resumes/:id/primary': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: ResumeDto;
    readonly isList: false;
  };
  /** Read what models were used for, and what it cost */
  'GET /screening/usage': {
    readonly query?: {
      readonly from?: string;
      readonly to?: string;
    };
    readonly answer: UsageDto;
    readonly isList: false;
  };
  /** Screen applications again, now */
  'POST /screenings': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: RerunScreeningsDto;
    readonly answer: RerunDto;
    readonly isList: false;
  };
  /** Store what a person says instead, beside the result */
  'POST /screenings/:id/override': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: OverrideScreeningDto;
    readonly answer: OverrideDto;
    readonly isList: false;
  };
  /** Compute a past score again */
  'POST /screenings/:id/replay': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: ReplayDto;
    readonly isList: false;
  };
  /** Read which models may be asked, and what they may cost */
  'GET /settings/models': {
    readonly answer: ModelSettingsDto;
    readonly isList: false;
  };
  /** Set which models may be asked, and what they may cost */
  'PUT /settings/models': {
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: ModelSettingsChangeDto;
    readonly answer: ModelSettingsDto;
    readonly isList: false;
  };
  /** Read the skills that your organization adds */
  'GET /settings/skills': {
    readonly answer: SkillListDto;
    readonly isList: false;
  };
  /** Add a skill */
  'POST /settings/skills': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: SkillWordsDto;
    readonly answer: SkillListDto;
    readonly isList: false;
  };
  /** Read a skill that your organization added */
  'GET /settings/skills/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: SkillDto;
    readonly isList: false;
  };
  /** Change a skill that your organization added */
  'PUT /settings/skills/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: SkillWordsDto;
    readonly answer: SkillListDto;
    readonly isList: false;
  };
  /** Remove a skill that your organization added */
  'DELETE /settings/skills/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** Read what candidates are written */
  'GET /settings/templates': {
    readonly answer: TemplatesDto;
    readonly isList: false;
  };
  /** Write to candidates in your own words */
  'PUT /settings/templates': {
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: TemplatesChangeDto;
    readonly answer: TemplatesDto;
    readonly isList: false;
  };
  /** See a mail before it is sent */
  'POST /settings/templates/:id/preview': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: TemplateDraftDto;
    readonly answer: TemplatePreviewDto;
    readonly isList: false;
  };
  /** List background tasks, the newest first */
  'GET /tasks': {
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly status?: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
      readonly subjectId?: string;
    };
    readonly answer: readonly TaskDto[];
    readonly isList: true;
  };
  /** Read how far a task is */
  'GET /tasks/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: TaskDto;
    readonly isList: false;
  };
  /** Cancel a task */
  'POST /tasks/:id/cancel': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: TaskDto;
    readonly isList: false;
  };
  /** Ask for a form to upload a resume with */
  'POST /uploads': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: RequestUploadDto;
    readonly answer: UploadDto;
    readonly isList: false;
  };
  /** List webhooks */
  'GET /webhooks': {
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
    };
    readonly answer: readonly WebhookDto[];
    readonly isList: true;
  };
  /** Add a webhook */
  'POST /webhooks': {
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: NewWebhookDto;
    readonly answer: WebhookWithSecretDto;
    readonly isList: false;
  };
  /** Read a webhook */
  'GET /webhooks/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: WebhookDto;
    readonly isList: false;
  };
  /** Change, disable or re-enable a webhook */
  'PATCH /webhooks/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly body: WebhookChangesDto;
    readonly answer: WebhookDto;
    readonly isList: false;
  };
  /** Remove a webhook and the log of its deliveries */
  'DELETE /webhooks/:id': {
    readonly path: {
      readonly id: string;
    };
    readonly headers: {
      /** ETag of your last read. */
      readonly 'If-Match': string;
    };
    readonly answer: undefined;
    readonly isList: false;
  };
  /** List deliveries with their attempts */
  'GET /webhooks/:id/deliveries': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      readonly cursor?: string;
      readonly limit?: number;
      readonly page?: number;
      readonly sort?: string;
      readonly state?: 'pending' | 'delivered' | 'failed';
    };
    readonly answer: readonly WebhookDeliveryDto[];
    readonly isList: true;
  };
  /** Send events again */
  'POST /webhooks/:id/replay': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: WebhookReplayDto;
    readonly answer: ReplayedDto;
    readonly isList: false;
  };
  /** Give a webhook a new secret */
  'POST /webhooks/:id/rotate-secret': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly body: RotateSecretDto;
    readonly answer: WebhookWithSecretDto;
    readonly isList: false;
  };
  /** Send a test event */
  'POST /webhooks/:id/test': {
    readonly path: {
      readonly id: string;
    };
    readonly headers?: {
      /** Same key and body: same answer, for 24 hours. */
      readonly 'Idempotency-Key'?: string;
    };
    readonly answer: WebhookEventIdDto;
    readonly isList: false;
  };
}
