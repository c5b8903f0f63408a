import { Id, Instant, Nested, Nullable, Text } from '@shortlist/contracts';
import { ListQueryDto, partialOf } from '@shortlist/platform';
import { IsBoolean, IsIn } from 'class-validator';
import { ALERT_COVERS, SEARCH_ALERTS } from '../domain/search/saved-search.js';
import type { AlertCovers, SearchAlert } from '../domain/search/saved-search.js';
import type { AlertedCandidate, OpenedSearch } from '../queries/read-saved-searches.query.js';
import { CandidateDto, toCandidateDto } from './candidate.dto.js';
import { CandidateQueryDto } from './candidate-search.dto.js';

/** A search to keep. Only who keeps it sees it. */
export class NewSavedSearchDto {
  @Text(120, 1) name: string;
  /** What `POST /candidates/search` takes, without a cursor. */
  @Nested(() => CandidateQueryDto) query: CandidateQueryDto;
  /**
   * `immediately`: within minutes, what gathers within 15 minutes at once. `daily`: at 06:00 UTC. Nobody is told of twice, and whom the search finds when its
   * alert is turned on never.
   */
  @IsIn(SEARCH_ALERTS) alert: SearchAlert = 'off';
  /** Alerts come by mail as well, with numbers and without names. */
  @IsBoolean() sendsMail: boolean = false;
}

/** A search that looks for something else begins anew: whom it finds then is known. */
export class SavedSearchChangesDto extends partialOf(NewSavedSearchDto) {}

export class SavedSearchDto extends NewSavedSearchDto {
  @Id() id: string;
  /**
   * Whom the alert tells of; null while it is off, and for the minute in which it learns whom the search finds anyway. `new`: the search found more than 10,000
   * people when the alert was turned on, so that it tells of people who are new and not of those who changed.
   */
  @Nullable() @IsIn(ALERT_COVERS) alertCovers: AlertCovers | null;
  @Nullable() @Instant() alertedAt: string | null;
  @Instant() createdAt: string;
}

export function toSavedSearchDto({ search, name, query }: OpenedSearch): SavedSearchDto {
  const { id, alert, sendsMail, covers, alertedAt, createdAt } = search;
  return {
    ...{ id, name, query: query as CandidateQueryDto, alert, sendsMail, alertCovers: covers },
    alertedAt: alertedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export class AlertedCandidatesQueryDto extends ListQueryDto {}

/** What a cursor carries. */
export class AlertedFiltersDto {
  @Id() searchId: string;
}

/** A person of whom an alert has told, as they are now. */
export class AlertedCandidateDto extends CandidateDto {
  /** When the search first found them. */
  @Instant() foundAt: string;
  @Instant() alertedAt: string;
}

export function toAlertedCandidateDto({ foundAt, toldAt, ...described }: AlertedCandidate): AlertedCandidateDto {
  return { ...toCandidateDto(described), foundAt: foundAt.toISOString(), alertedAt: toldAt.toISOString() };
}
