import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  Requires,
  StaffCaller,
  created,
  defineCursor,
  sortOf,
  versioned,
  windowOf,
} from '@shortlist/platform';
import type { Answer, CursorPosition, Page, StaffPrincipal } from '@shortlist/platform';
import { notSearchable } from '../domain/people/candidates.errors.js';
import { EnrichCandidate } from '../queries/enrich-candidate.query.js';
import { ListCandidates } from '../queries/list-candidates.query.js';
import { OwnApplicants } from '../queries/own-applicants.query.js';
import { ReadCandidate } from '../queries/read-candidate.query.js';
import { SearchCandidates } from '../queries/search-candidates.query.js';
import { ChangeCandidate } from '../use-cases/change-candidate.use-case.js';
import { CreateCandidate } from '../use-cases/create-candidate.use-case.js';
import { CandidateFacetsDto, toCandidateFacetsDto } from './candidate-facets.dto.js';
import {
  CandidateDto,
  ChangeCandidateDto,
  CreateCandidateDto,
  ListCandidatesDto,
  WholeCandidateDto,
  toCandidateDto,
  toWholeCandidateDto,
} from './candidate.dto.js';
import { EnrichmentDto, toEnrichmentDto } from './enrichment.dto.js';

const cursors = defineCursor('candidates', {
  sorts: { createdAt: ['id'], '-createdAt': ['id'], relevance: ['text'] },
  filters: ListCandidatesDto,
});

@InContext('candidates')
@Controller('candidates')
export class CandidatesController {
  constructor(
    private readonly listCandidates: ListCandidates,
    private readonly searchCandidates: SearchCandidates,
    private readonly readCandidate: ReadCandidate,
    private readonly changeCandidate: ChangeCandidate,
    private readonly createCandidate: CreateCandidate,
    private readonly enrichCandidate: EnrichCandidate,
    private readonly ownApplicants: OwnApplicants,
  ) {}

  @Get()
  @Requires('candidate:search')
  @Endpoint({
    summary: 'List candidates',
    answer: { status: 200, dto: [CandidateDto] },
    errors: {
      'candidates.not_searchable': 'malformed',
      'search.query_malformed': 'malformed',
      'search.cursor_malformed': 'malformed',
      'search.unavailable': 'unavailable',
    },
  })
  list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListCandidatesDto): Promise<Page<CandidateDto>> {
    const position = query.cursor === undefined ? null : cursors.decode(query.cursor);
    const search = position ? position.filters.search : query.search;
    const listing: Listing = { query, position };
    return search === undefined ? this.listed(caller.organizationId, listing) : this.found(caller.organizationId, search, listing);
  }

  @Post()
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Add a candidate by hand',
    answer: { status: 201, dto: WholeCandidateDto },
    errors: { 'candidates.email_held': 'conflict', 'candidates.nobody_named': 'rule' },
  })
  async create(@StaffCaller() caller: StaffPrincipal, @Body() body: CreateCandidateDto): Promise<Answer<WholeCandidateDto>> {
    const id = await this.createCandidate.execute(caller, body);
    const whole = await this.readCandidate.execute(caller.organizationId, id);
    return created(`/candidates/${id}`, toWholeCandidateDto(whole), whole.candidate.version);
  }

  @Get('facets')
  @Requires('candidate:search')
  @Endpoint({
    summary: 'Count what a list of candidates holds',
    description: 'Over all pages, with the filters of the list. A search counts its own facets.',
    answer: { status: 200, dto: CandidateFacetsDto },
    errors: { 'candidates.not_searchable': 'malformed' },
  })
  async facets(@StaffCaller() caller: StaffPrincipal, @Query() { search, ...filters }: ListCandidatesDto): Promise<CandidateFacetsDto> {
    if (search !== undefined) throw notSearchable('Facets of a search come with the search itself.');
    return toCandidateFacetsDto(await this.listCandidates.facets(caller.organizationId, filters));
  }

  @Get(':id')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read a candidate, with resumes and profile',
    answer: { status: 200, dto: WholeCandidateDto },
    errors: { 'candidates.not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<WholeCandidateDto>> {
    await this.ownApplicants.assertCandidate(caller, id);
    const whole = await this.readCandidate.execute(caller.organizationId, id);
    return versioned(whole.candidate.version, toWholeCandidateDto(whole));
  }

  @Patch(':id')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Change a candidate by hand',
    answer: { status: 200, dto: WholeCandidateDto },
    errors: {
      'candidates.not_found': 'not_found',
      'candidates.candidate_changed': 'stale',
      'candidates.email_held': 'conflict',
      'candidates.merged': 'conflict',
    },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeCandidateDto,
  ): Promise<Answer<WholeCandidateDto>> {
    await this.changeCandidate.execute(caller, id, version, body);
    return this.read(caller, id);
  }

  @Post(':id/enrich')
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Suggest what follows from the primary resume',
    description: 'A role, a summary and skills that others imply, each with the words that support it. Nothing is stored.',
    answer: { status: 200, dto: EnrichmentDto },
    errors: { 'candidates.not_found': 'not_found', 'candidates.resume_not_parsed': 'not_found' },
  })
  async enrich(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<EnrichmentDto> {
    await this.ownApplicants.assertCandidate(caller, id);
    return toEnrichmentDto(await this.enrichCandidate.execute(caller.organizationId, id));
  }

  /** The records themselves, in order of time. */
  private async listed(organizationId: string, { query, position }: Listing): Promise<Page<CandidateDto>> {
    const { limit, page, offset } = windowOf(query);
    const filters = position?.filters ?? filtersOf(query);
    const sort = position?.sort ?? query.sort ?? '-createdAt';
    const { descending } = sortOf(sort, ['createdAt'], '-createdAt');
    const after = position ? String(position.keys[0]) : null;
    const found = await this.listCandidates.execute(organizationId, { filters, descending, limit, offset, after });
    const items = found.items.map(toCandidateDto);
    const last = items.at(-1);
    const nextCursor = found.hasMore && last ? cursors.encode({ sort, keys: [last.id], filters }) : null;
    return { items, limit, page, total: found.total, totalIsEstimate: found.totalIsEstimate, nextCursor };
  }

  /** What the search index finds, the most relevant first. The index pages by cursor only. */
  private async found(organizationId: string, text: string, { query, position }: Listing): Promise<Page<CandidateDto>> {
    const { limit, page, offset } = windowOf(query);
    if (offset > 0) throw notSearchable('Further pages of a search are reached by cursor.');
    if (query.sort !== undefined) throw notSearchable('A search is sorted by relevance.');
    const filters = position?.filters ?? filtersOf(query);
    const cursor = position ? { cursor: String(position.keys[0]) } : {};
    const found = await this.searchCandidates.list(organizationId, text, filters, { limit, ...cursor });
    const nextCursor = found.nextCursor === null ? null : cursors.encode({ sort: 'relevance', keys: [found.nextCursor], filters });
    return { items: found.items.map(toCandidateDto), limit, page, total: found.total, totalIsEstimate: found.totalIsEstimate, nextCursor };
  }
}

interface Listing {
  readonly query: ListCandidatesDto;
  readonly position: CursorPosition<ListCandidatesDto> | null;
}

/** What a cursor has to carry. */
function filtersOf({ limit: _limit, page: _page, cursor: _cursor, sort: _sort, ...filters }: ListCandidatesDto): ListCandidatesDto {
  return filters as ListCandidatesDto;
}
