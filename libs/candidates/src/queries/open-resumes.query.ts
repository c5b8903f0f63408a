import { Injectable } from '@nestjs/common';
import { sealedProfileContext } from '@shortlist/contracts';
import type { ProfileDto } from '@shortlist/contracts';
import { CodedError, Keyring, ObjectStorage } from '@shortlist/platform';
import { fileNameContext, textContext } from '../domain/people/sealed-contexts.js';
import type { ParsedResumeEntity } from '../persistence/parsed-resume.entity.js';
import type { ResumeEntity } from '../persistence/resume.entity.js';

const MOST_SEALED_BYTES = 100 * 1024 * 1024;

export interface OpenedResume {
  readonly resume: ResumeEntity;
  /** Null after erasure. */
  readonly fileName: string | null;
}

/** Opens what is sealed about resumes: file names in rows, texts and profiles in storage. */
@Injectable()
export class OpenResumes {
  constructor(
    private readonly keyring: Keyring,
    private readonly storage: ObjectStorage,
  ) {}

  async execute(organizationId: string, resumes: readonly ResumeEntity[]): Promise<OpenedResume[]> {
    const names = await this.keyring.openAll(
      organizationId,
      resumes.map((resume) => ({ context: fileNameContext(resume.id), sealed: resume.fileName })),
    );
    return resumes.map((resume, index) => ({ resume, fileName: names[index] ?? null }));
  }

  /** The stored text version, into which all evidence points; null after erasure. */
  text({ organizationId, resumeId, textKey }: ParsedResumeEntity): Promise<string | null> {
    return this.open(organizationId, textContext(resumeId), textKey);
  }

  /** The profile with its evidence; null after erasure. */
  async profile({ organizationId, resumeId, profileKey }: ParsedResumeEntity): Promise<ProfileDto | null> {
    const text = await this.open(organizationId, sealedProfileContext(resumeId), profileKey);
    return text === null ? null : (JSON.parse(text) as ProfileDto);
  }

  private async open(organizationId: string, context: string, key: string): Promise<string | null> {
    try {
      const sealed = (await this.storage.read(key, MOST_SEALED_BYTES)).toString('utf8');
      const [opened] = await this.keyring.openAll(organizationId, [{ context, sealed }]);
      return opened ?? null;
    } catch (error) {
      // Erasure removes the files as well as the key.
      if (error instanceof CodedError && error.code === 'storage.object_missing') return null;
      throw error;
    }
  }
}
