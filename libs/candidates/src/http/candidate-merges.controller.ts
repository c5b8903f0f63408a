import { Body, Controller, Get, Post } from '@nestjs/common';
import { Endpoint, IdParam, InContext, Requires, StaffCaller, created, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { FindDuplicates } from '../queries/find-duplicates.query.js';
import { PreviewMerge } from '../queries/preview-merge.query.js';
import { ReadMerge } from '../queries/read-merge.query.js';
import { MergeCandidates } from '../use-cases/merge-candidates.use-case.js';
import { UndoMerge } from '../use-cases/undo-merge.use-case.js';
import {
  MergeCandidatesDto,
  MergeDto,
  MergePreviewDto,
  PossibleDuplicatesDto,
  PreviewMergeDto,
  toMergeDto,
  toMergePreviewDto,
  toPossibleDuplicatesDto,
} from './merge.dto.js';

@InContext('candidates')
@Controller('candidates')
export class CandidateMergesController {
  constructor(
    private readonly findDuplicates: FindDuplicates,
    private readonly previewMerge: PreviewMerge,
    private readonly mergeCandidates: MergeCandidates,
    private readonly undoMerge: UndoMerge,
    private readonly readMerge: ReadMerge,
  ) {}

  @Get(':id/duplicates')
  @Requires('candidate:search')
  @Endpoint({
    summary: 'Find records that may be of the same person',
    description: 'By e-mail, phone and national id, and by names that sound alike at one employer.',
    answer: { status: 200, dto: PossibleDuplicatesDto },
    errors: { 'candidates.not_found': 'not_found' },
  })
  async duplicates(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<PossibleDuplicatesDto> {
    return toPossibleDuplicatesDto(await this.findDuplicates.execute(caller.organizationId, id));
  }

  @Post('merge/preview')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'See what a merge would do',
    answer: { status: 200, dto: MergePreviewDto },
    errors: { 'candidates.not_found': 'not_found', 'candidates.merged': 'conflict', 'candidates.merged_with_itself': 'rule' },
  })
  async preview(
    @StaffCaller() caller: StaffPrincipal,
    @Body() { survivorId, mergedId, take = [] }: PreviewMergeDto,
  ): Promise<MergePreviewDto> {
    return toMergePreviewDto(await this.previewMerge.execute(caller.organizationId, survivorId, mergedId, take));
  }

  @Post('merge')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Merge two records of one person',
    description: 'The merged record keeps what it has and can be taken out again at any time.',
    answer: { status: 201, dto: MergeDto },
    errors: {
      'candidates.not_found': 'not_found',
      'candidates.merged': 'conflict',
      'candidates.merged_with_itself': 'rule',
      'candidates.candidate_changed': 'stale',
    },
  })
  async merge(@StaffCaller() caller: StaffPrincipal, @Body() { take = [], ...body }: MergeCandidatesDto): Promise<Answer<MergeDto>> {
    const id = await this.mergeCandidates.execute(caller, { ...body, take });
    const merge = toMergeDto(await this.readMerge.execute(caller.organizationId, id));
    return created(`/candidates/merge/${id}`, merge, versionOf(merge));
  }

  @Get('merge/:id')
  @Requires('candidate:search')
  @Endpoint({ summary: 'Read a merge', answer: { status: 200, dto: MergeDto }, errors: { 'candidates.merge_not_found': 'not_found' } })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<MergeDto>> {
    const merge = toMergeDto(await this.readMerge.execute(caller.organizationId, id));
    return versioned(versionOf(merge), merge);
  }

  @Post('merge/:id/undo')
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Undo a merge',
    description:
      'Both records are as they were, with what came through each of them since. What people wrote into the survivor stays there.',
    answer: { status: 200, dto: MergeDto },
    errors: { 'candidates.merge_not_found': 'not_found', 'candidates.merge_undone': 'conflict' },
  })
  async undo(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<MergeDto>> {
    await this.undoMerge.execute(caller, id);
    return this.read(caller, id);
  }
}

/** A merge changes once in its life: when it is undone. */
const versionOf = ({ undoneAt }: MergeDto): number => (undoneAt === null ? 1 : 2);
