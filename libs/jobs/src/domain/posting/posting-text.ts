/** What a part of a posting is about, as far as its headings tell. */
export type PostingSection = 'title' | 'required' | 'preferred' | 'duties' | 'benefits' | 'employer' | 'other';

/** A sentence of a posting, without its bullet. Offsets are UTF-16 units into the text of the posting. */
export interface PostingSentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly section: PostingSection;
}

/** The title, a line break and the description: what all offsets count in. */
export interface PostingText {
  readonly text: string;
  readonly sentences: readonly PostingSentence[];
  /** Whether headings tell what is required, so that what stands elsewhere is not. */
  readonly tellsRequired: boolean;
}

/** Words that stand on the words of the posting: an exact substring of its text. */
export interface PostingQuote {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What headings say, the more special first: "Preferred qualifications" are no qualifications. */
const HEADINGS: readonly (readonly [PostingSection, RegExp])[] = [
  ['preferred', /\b(nice[- ]to[- ]haves?|preferred|bonus|pluses|desirable|optional|even better|wünschenswert|deseable|souhait\w+)\b/i],
  ['benefits', /\b(benefits|we offer|what you get|perks|compensation|salary|wir bieten|ofrecemos|nous offrons|offriamo)\b/i],
  [
    'employer',
    /\b(about (us|the company|our)|who we are|our (company|mission|story)|equal (employment )?opportunity|diversity|über uns)\b/i,
  ],
  [
    'duties',
    /\b(responsibilit\w+|duties|tasks|you(['’]ll| will)( do)?|the role|your role|day[- ]to[- ]day|aufgaben|funciones|missions?)\b/i,
  ],
  [
    'required',
    /\b(requirements?|required|qualifications?|must[- ]haves?|you (need|bring|have)|who you are|looking for|skills|experience|anforderungen|profile?|requisitos|exigences|requisiti)\b/i,
  ],
];
const LONGEST_HEADING = 60;
const LONGEST_SENTENCE = 1_000;
const BULLET = /^[\s•●○◦▪■▸►‣⁃∙*·–—-]+(?=\S)/u;
/** Where a sentence ends: not within "Node.js" or "B.Sc.", which no space and capital follows. */
const SENTENCE_END = /(?<=[.!?;。])\s+(?=[\p{Lu}\p{N}])/u;

/** Takes a posting apart, with what each sentence is about. */
export function postingText(title: string, description: string): PostingText {
  const text = `${title}\n${description}`;
  const sentences: PostingSentence[] = [];
  let section: PostingSection = 'title';
  let tellsRequired = false;
  let at = 0;
  for (const line of text.split('\n')) {
    const heading = at === 0 ? null : headingOf(line);
    if (heading !== null) section = heading;
    if (heading === 'required') tellsRequired = true;
    // What follows a colon on the line of a heading is the section's first sentence.
    const from = heading === null ? 0 : afterHeading(line);
    sentences.push(...sentencesOf(line.slice(from), at + from, section));
    if (at === 0) section = 'other';
    at += line.length + 1;
  }
  return { text, sentences, tellsRequired };
}

function headingOf(line: string): PostingSection | null {
  const written = line.replace(/^[\s#*_=]+|[\s*_#=]+$/g, '');
  const name = written.includes(':') ? written.slice(0, written.indexOf(':')) : written;
  if (name === '' || name.length > LONGEST_HEADING || (name === written && (/[.,;!]$/.test(name) || BULLET.test(line)))) return null;
  if (name === written && name.split(/\s+/).length > 6) return null;
  return HEADINGS.find(([, words]) => words.test(name))?.[0] ?? null;
}

function afterHeading(line: string): number {
  const colon = line.indexOf(':');
  return colon === -1 ? line.length : colon + 1;
}

/** What space ends the first sentence; the last of the first thousand characters where none does. Null: all of it is one. */
function sentenceEnd(text: string): { index: number; length: number } | null {
  const found = SENTENCE_END.exec(text.slice(0, LONGEST_SENTENCE));
  if (found) return { index: found.index, length: found[0].length };
  if (text.length <= LONGEST_SENTENCE) return null;
  const space = text.lastIndexOf(' ', LONGEST_SENTENCE);
  return space > 0 ? { index: space, length: 1 } : { index: LONGEST_SENTENCE, length: 0 };
}

function sentencesOf(line: string, offset: number, section: PostingSection): PostingSentence[] {
  const found: PostingSentence[] = [];
  let at = offset;
  let rest = line;
  while (rest !== '') {
    const end = sentenceEnd(rest);
    const piece = end ? rest.slice(0, end.index) : rest;
    const lead = (BULLET.exec(piece)?.[0] ?? /^\s*/.exec(piece)?.[0] ?? '').length;
    const text = piece.slice(lead).trimEnd();
    if (text !== '') found.push({ text, start: at + lead, end: at + lead + text.length, section });
    const taken = end ? end.index + end.length : rest.length;
    rest = rest.slice(taken);
    at += taken;
  }
  return found;
}
