/** What binds each sealed value of this context to its row (`sealedProfileContext` in contracts binds profiles). */
export const detailsContext = (candidateId: string): string => `candidates.candidates|details|${candidateId}`;
export const nationalIdContext = (candidateId: string): string => `candidates.candidates|national_id|${candidateId}`;
export const fileNameContext = (resumeId: string): string => `candidates.resumes|file_name|${resumeId}`;
export const textContext = (resumeId: string): string => `candidates.resumes|text|${resumeId}`;
export const noteContext = (candidateId: string, version: number): string => `candidates.notes|note|${candidateId}|${version}`;
export const savedSearchContext = (searchId: string): string => `candidates.saved_searches|details|${searchId}`;
