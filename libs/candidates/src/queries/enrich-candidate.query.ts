import { Injectable } from '@nestjs/common';
import { resumeNotParsed } from '../domain/people/candidates.errors.js';
import { enrich } from '../domain/people/enrich.js';
import type { Enrichment } from '../domain/people/enrich.js';
import { ReadCandidate } from './read-candidate.query.js';

/** What follows from the primary resume of a person. Suggestions: nothing is stored. */
@Injectable()
export class EnrichCandidate {
  constructor(private readonly readCandidate: ReadCandidate) {}

  async execute(organizationId: string, candidateId: string): Promise<Enrichment> {
    const { profile, skills } = await this.readCandidate.execute(organizationId, candidateId);
    if (!profile) throw resumeNotParsed();
    return enrich(
      profile,
      skills.map(({ name }) => name),
    );
  }
}
