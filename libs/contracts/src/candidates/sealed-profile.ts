/** What binds the sealed profile of a resume (`profileKey` of `resumes.parsed`) to it: candidates seals with it, screening opens. */
export const sealedProfileContext = (resumeId: string): string => `candidates.resumes|profile|${resumeId}`;
