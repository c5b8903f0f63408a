import { Body, Controller, Get, Put } from '@nestjs/common';
import { Endpoint, IdParam, IfMatch, InContext, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { OwnApplicants } from '../queries/own-applicants.query.js';
import { ReadCandidate } from '../queries/read-candidate.query.js';
import { WriteNote } from '../use-cases/write-note.use-case.js';
import { NoteDto, WriteNoteDto, toNoteDto } from './candidate.dto.js';

@InContext('candidates')
@Controller('candidates/:id/notes')
export class CandidateNotesController {
  constructor(
    private readonly readCandidate: ReadCandidate,
    private readonly writeNote: WriteNote,
    private readonly ownApplicants: OwnApplicants,
  ) {}

  @Get()
  @Requires('candidate:read')
  @Endpoint({
    summary: 'Read the notes about a candidate',
    answer: { status: 200, dto: NoteDto },
    errors: { 'candidates.not_found': 'not_found' },
  })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<NoteDto>> {
    await this.ownApplicants.assertCandidate(caller, id);
    const note = toNoteDto(id, await this.readCandidate.notes(caller.organizationId, id));
    return versioned(note.version, note);
  }

  @Put()
  @Requires('candidate:write')
  @Endpoint({
    summary: 'Write the next version of the notes about a candidate',
    answer: { status: 200, dto: NoteDto },
    errors: { 'candidates.not_found': 'not_found', 'candidates.merged': 'conflict', 'candidates.notes_changed': 'stale' },
  })
  async write(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: WriteNoteDto,
  ): Promise<Answer<NoteDto>> {
    await this.writeNote.execute(caller, id, version, body.text);
    return this.read(caller, id);
  }
}
