import { EvidenceDto, NestedList, Nested, Nullable, Text } from '@shortlist/contracts';
import type { Enrichment, Statement } from '../domain/people/enrich.js';

/** A statement with the words of the resume that support it. */
export class StatementDto {
  @Text(2_000) text: string;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
}

export class InferredSkillDto {
  @Text(200) name: string;
  /** The skill of the resume that nobody can practise without it. */
  @Text(200) impliedBy: string;
  @NestedList(() => EvidenceDto) evidence: EvidenceDto[];
}

/** What follows from the primary resume; nothing of it is stored. */
export class EnrichmentDto {
  /** The role practised longest. */
  @Nullable() @Nested(() => StatementDto) suggestedRole: StatementDto | null;
  @NestedList(() => StatementDto) summary: StatementDto[];
  @NestedList(() => InferredSkillDto) inferredSkills: InferredSkillDto[];
}

export function toEnrichmentDto({ suggestedRole, summary, inferredSkills }: Enrichment): EnrichmentDto {
  return {
    suggestedRole: suggestedRole && toStatementDto(suggestedRole),
    summary: summary.map(toStatementDto),
    inferredSkills: inferredSkills.map((one) => ({ ...one, evidence: [...one.evidence] })),
  };
}

function toStatementDto({ text, evidence }: Statement): StatementDto {
  return { text, evidence: [...evidence] };
}
