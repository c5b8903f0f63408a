import {
  CriterionScoreDto,
  EducationFactDto,
  FactDto,
  LanguageFactDto,
  NestedList,
  RoleFactDto,
  ScoreDto,
  SkillFactDto,
} from '@shortlist/contracts';
import type { EvidenceDto } from '@shortlist/contracts';
import { validatorOf } from '@shortlist/platform';
import type { ModelRun } from '@shortlist/platform';
import { asSuperuser } from '../superuser.js';
import type { ModelStage } from './model-stage.js';

/** The facts of a model as a record keeps them. */
class StoredFactsDto {
  @NestedList(() => SkillFactDto) skills: SkillFactDto[];
  @NestedList(() => RoleFactDto) roles: RoleFactDto[];
  @NestedList(() => EducationFactDto) education: EducationFactDto[];
  @NestedList(() => LanguageFactDto) languages: LanguageFactDto[];
  @NestedList(() => FactDto) certifications: FactDto[];
}

/** A record of a screening, opened. */
export interface StoredScreening {
  readonly id: string;
  readonly applicationId: string;
  readonly run: number;
  readonly outcome: string;
  readonly score: number | null;
  readonly flags: readonly string[];
  readonly needsPerson: boolean;
  readonly modelRun: ModelRun | null;
  /** What the model said, word for word, and which facts of it stood. */
  readonly answer: { readonly output: string; readonly facts: StoredFactsDto } | null;
  readonly result: ScoreDto | null;
}

interface Row extends Omit<StoredScreening, 'answer' | 'result' | 'score'> {
  readonly organizationId: string;
  readonly score: string | null;
  readonly result: string | null;
  readonly answer: string | null;
}

const ROWS = `SELECT id, organization_id AS "organizationId", application_id AS "applicationId", run, outcome, score::text AS score, flags,
    needs_person AS "needsPerson", model_run AS "modelRun", result, model_answer AS answer
  FROM screening.screenings WHERE job_id = $1 ORDER BY id`;

/** Every record of a job. */
export async function storedScreenings({ installation }: ModelStage, jobId: string): Promise<StoredScreening[]> {
  const { keyring } = installation.infrastructure;
  const { rows } = await asSuperuser(installation.address, (client) => client.query<Row>(ROWS, [jobId]));
  const stored: StoredScreening[] = [];
  for (const { organizationId, score, result, answer, ...row } of rows) {
    const opened = async (field: string, sealed: string | null): Promise<never> =>
      (sealed === null ? null : JSON.parse(await keyring.open(organizationId, `screening.screenings|${field}|${row.id}`, sealed))) as never;
    stored.push({
      ...row,
      score: score === null ? null : Number(score),
      result: await opened('result', result),
      answer: await opened('model_answer', answer),
    });
  }
  return stored;
}

/** What is wrong with what a record holds: facts of another shape, without a quote, or with one that is no part of the resume. */
export function breachesOf({ answer, result }: Pick<StoredScreening, 'answer' | 'result'>, resumeText: string): string[] {
  const facts = answer?.facts;
  const shape = facts && validatorOf(StoredFactsDto, 'request')(structuredClone(facts));
  const score = result && validatorOf(ScoreDto, 'request')(structuredClone(result));
  const all = facts ? [...facts.skills, ...facts.roles, ...facts.education, ...facts.languages, ...facts.certifications] : [];
  const lines: readonly CriterionScoreDto[] = result?.criteria ?? [];
  return [
    ...(shape && !shape.ok ? [`facts: ${JSON.stringify(shape.errors)}`] : []),
    ...(score && !score.ok ? [`score: ${JSON.stringify(score.errors)}`] : []),
    ...all.filter(({ evidence }) => evidence.length === 0).map(() => 'a fact without a quote'),
    ...[...all, ...lines].flatMap(({ evidence }) =>
      evidence.filter((span) => !stands(span, resumeText)).map(({ text }) => `a quote that stands nowhere: ${text}`),
    ),
  ];
}

function stands({ text, start, end }: EvidenceDto, resumeText: string): boolean {
  return text.trim() !== '' && resumeText.slice(start, end) === text;
}
