import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  ListQueryDto,
  Requires,
  StaffCaller,
  created,
  defineCursor,
  defineShortList,
  versioned,
  windowOf,
} from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ReadSavedSearches } from '../queries/read-saved-searches.query.js';
import { ChangeSavedSearch } from '../use-cases/change-saved-search.use-case.js';
import { DeleteSavedSearch } from '../use-cases/delete-saved-search.use-case.js';
import { SaveSearch } from '../use-cases/save-search.use-case.js';
import {
  AlertedCandidateDto,
  AlertedCandidatesQueryDto,
  AlertedFiltersDto,
  NewSavedSearchDto,
  SavedSearchChangesDto,
  SavedSearchDto,
  toAlertedCandidateDto,
  toSavedSearchDto,
} from './saved-search.dto.js';

const SORT = '-alertedAt';
const cursors = defineCursor('search_matches', { sorts: { [SORT]: ['instant', 'id'] }, filters: AlertedFiltersDto });
const searchesPage = defineShortList<SavedSearchDto, 'createdAt'>('saved_searches', {
  ...{ field: 'createdAt', usual: 'createdAt', key: 'id' },
  keyOf: ({ id }) => id,
});
const NOT_FOUND = { 'candidates.search_not_found': 'not_found' } as const;
const CHANGED = { 'candidates.search_changed': 'stale' } as const;
const SEARCHED = { 'search.query_malformed': 'malformed', 'search.unavailable': 'unavailable' } as const;

@InContext('candidates')
@Controller('candidates/searches')
export class SavedSearchesController {
  constructor(
    private readonly readSavedSearches: ReadSavedSearches,
    private readonly saveSearch: SaveSearch,
    private readonly changeSavedSearch: ChangeSavedSearch,
    private readonly deleteSavedSearch: DeleteSavedSearch,
  ) {}

  @Get()
  @Requires('candidate:search')
  @Endpoint({ summary: 'List your saved searches', answer: { status: 200, dto: [SavedSearchDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListQueryDto): Promise<Page<SavedSearchDto>> {
    return searchesPage((await this.readSavedSearches.list(caller)).map(toSavedSearchDto), query);
  }

  @Post()
  @Requires('candidate:search')
  @Endpoint({
    summary: 'Save a search, with an alert if you like',
    description: 'The query is checked as if it were searched for.',
    answer: { status: 201, dto: SavedSearchDto },
    errors: { ...SEARCHED, 'candidates.too_many_searches': 'rule' },
  })
  async create(@StaffCaller() caller: StaffPrincipal, @Body() body: NewSavedSearchDto): Promise<Answer<SavedSearchDto>> {
    const opened = await this.readSavedSearches.get(caller, await this.saveSearch.execute(caller, body));
    return created(`/candidates/searches/${opened.search.id}`, toSavedSearchDto(opened), opened.search.version);
  }

  @Get(':id')
  @Requires('candidate:search')
  @Endpoint({ summary: 'Read one of your saved searches', answer: { status: 200, dto: SavedSearchDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<SavedSearchDto>> {
    const opened = await this.readSavedSearches.get(caller, id);
    return versioned(opened.search.version, toSavedSearchDto(opened));
  }

  @Patch(':id')
  @Requires('candidate:search')
  @Endpoint({
    summary: 'Rename or change one of your saved searches, or its alert',
    answer: { status: 200, dto: SavedSearchDto },
    errors: { ...NOT_FOUND, ...CHANGED, ...SEARCHED },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: SavedSearchChangesDto,
  ): Promise<Answer<SavedSearchDto>> {
    await this.changeSavedSearch.execute(caller, id, version, body);
    return this.read(caller, id);
  }

  @Delete(':id')
  @Requires('candidate:search')
  @Endpoint({ summary: 'Delete one of your saved searches', answer: { status: 204 }, errors: { ...NOT_FOUND, ...CHANGED } })
  remove(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.deleteSavedSearch.execute(caller, id, version);
  }

  @Get(':id/candidates')
  @Requires('candidate:search')
  @Endpoint({
    summary: 'List the candidates of whom the alerts of a saved search told',
    description: 'The newest first.',
    answer: { status: 200, dto: [AlertedCandidateDto] },
    errors: NOT_FOUND,
  })
  async alerted(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: AlertedCandidatesQueryDto,
  ): Promise<Page<AlertedCandidateDto>> {
    const { limit, page, offset } = windowOf(query);
    const [toldAt, candidateId] = query.cursor === undefined ? [] : cursors.decode(query.cursor).keys;
    const after = query.cursor === undefined ? null : { toldAt: String(toldAt), candidateId: String(candidateId) };
    const { items, next, ...count } = await this.readSavedSearches.alerted(caller, id, { after, limit, offset });
    const nextCursor = next && cursors.encode({ sort: SORT, keys: [next.toldAt, next.candidateId], filters: { searchId: id } });
    return { items: items.map(toAlertedCandidateDto), limit, page, ...count, nextCursor };
  }
}
