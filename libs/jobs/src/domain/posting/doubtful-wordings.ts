import { attributeAsked, proxyFor } from '@shortlist/taxonomy';
import type { PostingQuote, PostingText } from './posting-text.js';

/** A place of a posting that must not, or should not, become a criterion. */
export interface PostingFinding {
  readonly code: string;
  readonly detail: string;
  /** Null where nothing of the text is meant, but what it leaves out. */
  readonly evidence: PostingQuote | null;
}

/** Sentences that promise to decide by nothing of the kind, or invite people. */
const INVITES =
  /\b(regardless of|without regard|irrespective of|equal (employment )?opportunit\w+|discriminat\w+|diversity|inclusi\w+|encourag\w+|(people|persons|applicants|candidates) of all|m\/w\/d|w\/m\/d|m\/f\/d|f\/m\/d|m\/f\/x|h\/f|unabhängig von|sin distinción|sans distinction|reasonable (accommodations?|adjustments?))/i;

/** What asks about a protected attribute: refused as a criterion, and best taken out of the posting. */
export function refusedWordings({ sentences }: PostingText): PostingFinding[] {
  return sentences.flatMap(({ text, start, end, section }) => {
    if (section === 'benefits' || section === 'employer' || INVITES.test(text)) return [];
    const attribute = attributeAsked(text);
    if (attribute === null) return [];
    const detail = `This asks about ${attribute}, which must not decide. Nothing of it becomes a criterion.`;
    return [{ code: 'jobs.protected_attribute', detail, evidence: { text, start, end } }];
  });
}

/** What often stands in for a protected attribute. */
export function proxyWordings({ sentences }: PostingText): PostingFinding[] {
  return sentences.flatMap(({ text, start, end, section }) => {
    if (section === 'benefits' || section === 'employer' || INVITES.test(text)) return [];
    const standsFor = proxyFor(text);
    if (standsFor === null) return [];
    const detail = `This often stands in for ${standsFor}. Ask for what the work needs instead.`;
    return [{ code: 'jobs.proxy', detail, evidence: { text, start, end } }];
  });
}
