import { Injectable } from '@nestjs/common';
import type { CodedError, StaffPrincipal } from '@shortlist/platform';
import { UnitOfWork, onlyJobsOf } from '@shortlist/platform';
import { candidateNotFound, resumeNotFound } from '../domain/people/candidates.errors.js';

/** The records of a person, any of which an application to a job of the hiring manager `$2` came through. */
const APPLIED = `JOIN candidates.candidates r ON r.organization_id = c.organization_id AND r.person_id = c.person_id
  JOIN candidates.application_links l ON l.organization_id = r.organization_id AND l.candidate_id = r.id
  JOIN candidates.job_copies j ON j.organization_id = l.organization_id AND j.job_id = l.job_id
 WHERE j.hiring_manager_id = $2`;
const CANDIDATE = `SELECT 1 FROM candidates.candidates c ${APPLIED} AND c.id = $1 LIMIT 1`;
const RESUME = `SELECT 1 FROM candidates.resumes f JOIN candidates.candidates c ON c.id = f.candidate_id ${APPLIED} AND f.id = $1 LIMIT 1`;

/** Shows hiring managers the people who applied to their own jobs; everybody else looks absent to them. Others see everybody. */
@Injectable()
export class OwnApplicants {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `candidates.not_found` for a candidate whom the caller must not see. */
  assertCandidate(caller: StaffPrincipal, candidateId: string): Promise<void> {
    return this.assert(caller, CANDIDATE, candidateId, candidateNotFound);
  }

  /** Throws `candidates.resume_not_found` for a resume that the caller must not see. */
  assertResume(caller: StaffPrincipal, resumeId: string): Promise<void> {
    return this.assert(caller, RESUME, resumeId, resumeNotFound);
  }

  private async assert(caller: StaffPrincipal, sql: string, id: string, absent: () => CodedError): Promise<void> {
    const hiringManagerId = onlyJobsOf(caller);
    if (hiringManagerId === null) return;
    const { organizationId } = caller;
    const found = await this.unitOfWork.run({ organizationId }, (tx) => tx.query(sql, [id, hiringManagerId]));
    if (found.length === 0) throw absent();
  }
}
