import { defineCursor, windowOf } from '@shortlist/platform';
import type { Page } from '@shortlist/platform';
import type { MatchFilters, MatchList, MatchPosition } from '../queries/read-matches.query.js';
import { MatchFiltersDto, toCandidateMatchDto } from './match.dto.js';
import type { CandidateMatchDto, MatchesQueryDto } from './match.dto.js';

const SORT = '-score';
const cursor = defineCursor('matches', { sorts: { [SORT]: ['number', 'id'] }, filters: MatchFiltersDto });

type Filters = Omit<MatchFilters, 'hiringManagerId'>;
type List = (filters: Filters, window: { limit: number; offset: number; after: MatchPosition | null }) => Promise<MatchList>;

/** One page of a list of matches; a cursor carries the filters of the page before, but never names another job. */
export async function matchPage(query: MatchesQueryDto, list: List): Promise<Page<CandidateMatchDto>> {
  const { limit, page, offset } = windowOf(query);
  const position = query.cursor === undefined ? null : cursor.decode(query.cursor);
  const given = position?.filters ?? pick(query);
  const filters = { ...given, ...(query.jobId !== undefined && { jobId: query.jobId }) };
  const [score, id] = (position?.keys ?? []) as [number?, string?];
  const after = score === undefined || id === undefined ? null : { score, id };
  const { hiddenGems, ...rest } = filters;
  const hiddenGem = hiddenGems == null ? null : hiddenGems === 'only';
  const { rows, hasMore, ...count } = await list({ ...rest, hiddenGem }, { limit, offset, after });
  const last = hasMore ? rows.at(-1) : undefined;
  const nextCursor = last ? cursor.encode({ sort: SORT, keys: [last.score, last.id], filters }) : null;
  return { items: rows.map(toCandidateMatchDto), limit, page, ...count, nextCursor };
}

function pick({ jobId, candidateId, status, minScore, hiddenGems }: MatchesQueryDto): MatchFiltersDto {
  return { jobId, candidateId, status, minScore, hiddenGems };
}
