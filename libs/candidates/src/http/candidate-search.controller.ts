import { Body, Controller, Post } from '@nestjs/common';
import { Endpoint, InContext, Requires, StaffCaller } from '@shortlist/platform';
import type { StaffPrincipal } from '@shortlist/platform';
import { SearchCandidates } from '../queries/search-candidates.query.js';
import { CandidateSearchDto, SearchCandidatesDto, toCandidateSearchDto, toSearchQuery } from './candidate-search.dto.js';

@InContext('candidates')
@Controller('candidates')
export class CandidateSearchController {
  constructor(private readonly searchCandidates: SearchCandidates) {}

  @Post('search')
  @Requires('candidate:read')
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
    return toCandidateSearchDto(await this.searchCandidates.execute(caller.organizationId, toSearchQuery(body)));
  }
}
