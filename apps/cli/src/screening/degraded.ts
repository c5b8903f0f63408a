import type { ScreeningReport } from './screening-report.js';

/** Says how many results are the rules' alone although a model was to be asked, and what may be done; empty where there are none. */
export function degradedText({ results }: Pick<ScreeningReport, 'results'>): string {
  const degraded = results.filter(({ flags }) => flags.includes('degraded')).length;
  if (degraded === 0) return '';
  return `${degraded} of ${results.length} were screened by the rules alone: the model did not answer, or may not be asked (MODEL_PROVIDERS, its key, the budget).\n`;
}
