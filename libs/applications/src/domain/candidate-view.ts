import type { ApplicationStatus } from '@shortlist/contracts';

/** Each status in the words of the person who applied. Scores and internal stages stay inside. */
export const CANDIDATE_VIEW: Readonly<Record<ApplicationStatus, { readonly stage: string; readonly whatHappensNext: string }>> = {
  received: { stage: 'We have your application', whatHappensNext: 'It is being read. You do not need to do anything.' },
  screening: { stage: 'We are reading your application', whatHappensNext: 'The hiring team will look at it next.' },
  screened: { stage: 'The hiring team is choosing', whatHappensNext: 'A person decides whether to invite you; you will hear either way.' },
  shortlisted: { stage: 'You are on the shortlist', whatHappensNext: 'The hiring team will contact you about the next step.' },
  interview: { stage: 'You are invited to interview', whatHappensNext: 'The hiring team will agree a time with you.' },
  offer: { stage: 'There is an offer for you', whatHappensNext: 'Read the offer and answer it.' },
  hired: { stage: 'You are hired', whatHappensNext: 'Congratulations. Your new team will be in touch.' },
  rejected: { stage: 'Not this time', whatHappensNext: 'A person decided not to go on with this application. You may ask them why.' },
  withdrawn: { stage: 'Withdrawn', whatHappensNext: 'This application is closed. You may apply to other jobs.' },
};
