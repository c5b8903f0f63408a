import { describe, expect, it } from '@jest/globals';
import { analyzeJob } from './job-analysis.js';
import type { JobAnalysis } from './job-analysis.js';
import { postingText } from './posting-text.js';
import { draftRequirements } from './requirement-draft.js';

const analysisOf = (title: string, text: string): JobAnalysis => {
  const posting = postingText(title, text);
  return analyzeJob(posting, draftRequirements(posting));
};

describe('the analysis of a job', () => {
  it('tells duties in the words of the posting, wherever they stand', () => {
    const { keyResponsibilities } = analysisOf('Cook', 'Duties:\n- Cook for 30 guests.\n- Keep the kitchen clean.\nBenefits\n- Meals');
    expect(keyResponsibilities.map(({ text }) => text)).toEqual(['Cook for 30 guests.', 'Keep the kitchen clean.']);
    expect(analysisOf('Cook', 'We like food. You will cook for guests.').keyResponsibilities).toMatchObject([
      { text: 'You will cook for guests.' },
    ]);
    expect(analysisOf('Cook', 'We like food.').keyResponsibilities).toEqual([]);
  });

  it('puts the profile into words, and says when there is none', () => {
    const { idealProfile } = analysisOf('Engineer', 'Requirements\n- 1 year of experience\n- Python\n- English C1\nNice to have\n- Docker');
    expect(idealProfile.summary).toBe('Engineer: somebody with 1 year of work; Python. Wished for: Docker. Speaks English.');
    expect(analysisOf('Cook', 'We like food.').idealProfile.summary).toContain('nothing that can be checked');
  });
});
