/** Where a resume lies once it has left quarantine, and what reading it left beside it. */
export const originalKey = (organizationId: string, resumeId: string): string => `${folderOf(organizationId, resumeId)}/original`;

/** One folder per run, so that a text and the profile whose evidence points into it are never of two runs. */
export const textKey = (organizationId: string, resumeId: string, run: number): string =>
  `${folderOf(organizationId, resumeId)}/runs/${run}/text.sealed`;

export const profileKey = (organizationId: string, resumeId: string, run: number): string =>
  `${folderOf(organizationId, resumeId)}/runs/${run}/profile.sealed`;

/** Where a resume waits for the virus scanner; what nobody asks for is removed from there after a day. */
export const quarantineKey = (organizationId: string, resumeId: string): string => `organizations/${organizationId}/quarantine/${resumeId}`;

/** Whether a key lies among the files of the organization. */
export const belongsTo = (organizationId: string, key: string): boolean => key.startsWith(`organizations/${organizationId}/`);

const folderOf = (organizationId: string, resumeId: string): string => `organizations/${organizationId}/resumes/${resumeId}`;
