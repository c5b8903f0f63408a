import { Injectable } from '@nestjs/common';
import { Keyring } from '@shortlist/platform';
import { submissionContext } from '../domain/submission.js';
import type { Submission } from '../domain/submission.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';

export interface OpenedApplication {
  readonly application: ApplicationEntity;
  readonly submission: Submission;
}

const ERASED: Submission = { name: null, email: null, phone: null, answers: [], consents: [] };

/** Opens what people wrote. A person who was erased leaves the decision record behind and nothing else. */
@Injectable()
export class OpenSubmissions {
  constructor(private readonly keyring: Keyring) {}

  async execute(organizationId: string, applications: readonly ApplicationEntity[]): Promise<OpenedApplication[]> {
    const sealed = applications.map((application) => ({ context: submissionContext(application.id), sealed: application.submission }));
    const opened = await this.keyring.openAll(organizationId, sealed);
    return applications.map((application, index) => {
      const text = opened[index];
      return { application, submission: text ? (JSON.parse(text) as Submission) : ERASED };
    });
  }
}
