import { Body, Controller, Post } from '@nestjs/common';
import { Endpoint, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { SearchCandidates, searchQueryOf } from '../queries/search-candidates.query.js';
import { CandidateSearchDto, SearchCandidatesDto, toCandidateSearchDto } from './candidate-search.dto.js';

@InContext('candidates')
@Controller('candidates')
export class CandidateSearchController {
  constructor(private readonly searchCandidates: SearchCandidates) {}

  @Post('search')
  @Requires('candidate:search')
  @Endpoint({
    summary: 'Search candidates, with facets and highlights',
    answer: { status: 200, dto: CandidateSearchDto },
    errors: {
      'search.query_malformed': 'malformed',
      'search.cursor_malformed': 'malformed',
      'search.unavailable': 'unavailable',
    },
  })
  async search(@StaffCaller() caller: StaffPrincipal, @Body() body: SearchCandidatesDto): Promise<CandidateSearchDto> {
    const { cursor, ...query } = body;
    const search = { ...searchQueryOf(query), ...(cursor && { cursor }) };
    return toCandidateSearchDto(await this.searchCandidates.execute(caller.organizationId, search));
  }
}
