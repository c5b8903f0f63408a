// What binds each sealed value to its row: moved elsewhere it does not open.

export const nameContext = (applicationId: string): string => `screening.screening_subjects|name|${applicationId}`;
export const resultContext = (screeningId: string): string => `screening.screenings|result|${screeningId}`;
export const modelAnswerContext = (screeningId: string): string => `screening.screenings|model_answer|${screeningId}`;
export const analysisContext = (matchId: string): string => `screening.match_explanations|analysis|${matchId}`;
export const reasonContext = (overrideId: string): string => `screening.screening_overrides|reason|${overrideId}`;
export const verdictContext = (verdictId: string): string => `screening.sample_verdicts|reason|${verdictId}`;
export const recipientsContext = (jobId: string, version: number): string =>
  `screening.screening_criteria|email_recipients|${jobId}|${version}`;
