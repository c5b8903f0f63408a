import type { RoleFactDto } from '@shortlist/contracts';
import type { Section } from '../section.js';
import { lineText } from '../text-document.js';
import type { TextDocument, TextLine } from '../text-document.js';
import { periodsIn } from './dates.js';
import type { WrittenPeriod } from './dates.js';
import { evidenceAt } from './evidence.js';
import { isPlace } from './location.js';

const TITLE =
  /(?<!\p{L})(engineer(ing)?|developer|programmer|architect|analyst|manager|director|designer|consultant|administrator|specialist|coordinator|assistant|associate|intern|internship|trainee|officer|lead|leader|head|chief|president|founder|owner|partner|nurse|physician|doctor|surgeon|pharmacist|therapist|technician|technologist|mechanic|electrician|plumber|welder|carpenter|driver|operator|supervisor|foreman|teacher|lecturer|professor|instructor|tutor|trainer|scientist|researcher|accountant|auditor|bookkeeper|controller|cashier|clerk|secretary|receptionist|executive|representative|salesperson|agent|broker|advisor|adviser|recruiter|writer|editor|journalist|photographer|artist|chef|cook|waiter|waitress|barista|bartender|server|lawyer|attorney|paralegal|judge|freelancer?|contractor|volunteer|fellow|graduate|student|strategist|buyer|planner|inspector|surveyor|caregiver|aide|paramedic|midwife|dentist|psychologist|counselor|librarian|guard|janitor|cleaner|sre|devops|cto|ceo|cfo|coo|vp|entwickler(in)?|ingenieur(in)?|leiter(in)?|berater(in)?|mitarbeiter(in)?|krankenpfleger(in)?|kaufmann|kauffrau|praktikant(in)?|werkstudent(in)?|ingénieure?|développeu(r|se)|responsable|chargée?|directeur|directrice|stagiaire|infirmi(er|ère)|ingenier[oa]|desarrollador[a]?|gerente|enfermer[oa]|profesor[a]?|analista|sviluppatore|ingegnere|infermier[ea]|desenvolvedor[a]?|mühendis[i]?|geliştirici|müdür[ü]?|uzman[ı]?|öğretmen[i]?)(?!\p{L})/iu;
const ORGANIZATION =
  /(?<!\p{L})(inc|llc|ltd|limited|gmbh|ag|corp|corporation|company|co|plc|s\.?a|pvt|group|bank|hospital|clinic|university|college|school|institute|technologies|solutions|systems|labs?|agency|studio|foundation|ministry|department of|airlines?|restaurant|hotel|store|partners|consulting|services|industries|freelance|center|centre|health(care)?|media|software|networks?|universität|klinikum|banque|université|universidad|banco|banca|şirketi|a\.?ş)(?!\p{L})/iu;

/** Whether words name a job. */
export function isTitle(text: string): boolean {
  return TITLE.test(text);
}

interface Entry {
  readonly period: WrittenPeriod;
  /** The line that holds the period. */
  readonly anchor: number;
  /** That line is part of the entry's text, with the period set beside it. */
  readonly aside: boolean;
  first: number;
  last: number;
}

const MOST_HEADER_LINES = 4;
/** Lines of an entry below its dates that may still name the job or the employer. */
const MOST_LATE_HEADERS = 3;
const PARTS = /\t|\s+[|·•@–—]\s+|\s+at\s+|\s+-\s+|,\s+(?=\p{Lu}|\p{Lo})(?!(?:Inc|LLC|Ltd|Corp|Co|GmbH|PLC|S\.A)(?![\p{L}-]))/u;
const COMPANY_END = /(?<!\p{L})(?:Inc|Ltd|Co|Corp|LLC|S\.A|Pvt|Bros)\.$/u;

/** Jobs of the experience sections: each period of time opens one, and how many heading lines stand above it is the layout's habit. */
export function rolesIn(document: TextDocument, sections: readonly Section[]): RoleFactDto[] {
  return sections
    .filter(({ kind }) => kind === 'experience')
    .flatMap(({ lines }) => entriesOf(document, lines).flatMap((entry) => roleOf(document, lines, entry)));
}

/** Cuts the lines of a section into entries, one for each line that holds a period. */
export function entriesOf(document: TextDocument, lines: readonly TextLine[]): Entry[] {
  const entries: Entry[] = [];
  lines.forEach((line, index) => {
    const found = anchorOf(document, lines, index);
    if (!found || line.bullet || line.wrapped || (entries.at(-1)?.anchor ?? -2) === index) return;
    const previous = entries.at(-1);
    const habit = entries[0] ? entries[0].anchor - entries[0].first : MOST_HEADER_LINES;
    const floor = previous ? previous.anchor + 1 : 0;
    let first = index;
    while (first > floor && index - first < habit && isHeader(document, lines[first - 1])) first -= 1;
    if (previous) previous.last = first - 1;
    entries.push({ ...found, anchor: index, first, last: lines.length - 1 });
  });
  return entries;
}

/** The period that a line carries, when it is not a sentence that happens to name years. */
function anchorOf(document: TextDocument, lines: readonly TextLine[], index: number): Pick<Entry, 'period' | 'aside'> | null {
  const line = lines[index];
  if (!line) return null;
  const text = lineText(document, line);
  const here = periodsIn(text, line.start);
  const beside = asideOf(here, text, line);
  if (beside) return { period: beside, aside: true };
  const period = headPeriod(document, line, lines[index + 1], here);
  return period && { period, aside: false };
}

function headPeriod(
  document: TextDocument,
  line: TextLine,
  next: TextLine | undefined,
  here: readonly WrittenPeriod[],
): WrittenPeriod | null {
  const text = lineText(document, line);
  const rest = here.reduce((left, { start, end }) => left - (end - start), text.length);
  if (isBullet(text) || rest > 110) return null;
  const range = here.find(({ from }) => from !== null);
  if (range) return range;
  // A range may be broken over two lines: "2021 –" above "2025".
  const isBroken = next !== undefined && here.length > 0 && rest < 8;
  const broken = isBroken ? periodsIn(document.text.slice(line.start, next.end), line.start).find(({ from }) => from !== null) : undefined;
  if (broken) return broken;
  return here[0] && rest < 40 && /^[\s(\d]|[\t|,(]\s*[^\t|,(]*\)?$/.test(text) && rest > 0 && !/[.!?]$/.test(text)
    ? { ...here[0], from: here[0].to, to: here[0].to }
    : null;
}

/** A range of time alone in the last cell of a sentence's line: it is set beside the text of its entry. */
function asideOf(periods: readonly WrittenPeriod[], text: string, line: TextLine): WrittenPeriod | null {
  const cell = line.start + text.lastIndexOf('\t') + 1;
  const period = periods.find(({ from, start, end }) => from !== null && start === cell && end === line.end);
  return period && cell > line.start && (isBullet(text) || cell - line.start > 60) ? period : null;
}

function isBullet(text: string): boolean {
  return /^[•●○◦▪■▸►‣⁃∙*]\s?|^[-–—]\s/.test(text);
}

function isHeader(document: TextDocument, line: TextLine | undefined): boolean {
  if (!line || line.bullet || line.wrapped) return false;
  const text = lineText(document, line);
  return (
    text.length < 100 &&
    !isBullet(text) &&
    (!/[.;:]$/.test(text) || COMPANY_END.test(text)) &&
    (!/^\p{Ll}/u.test(text) || /^(?:https?:|www\.)/.test(text))
  );
}

function roleOf(document: TextDocument, lines: readonly TextLine[], { period, anchor, aside, first, last }: Entry): RoleFactDto[] {
  const opening = lines[first];
  const closing = lines[last];
  if (!opening || !closing) return [];
  const above = lines.slice(first, aside ? anchor : anchor + 1);
  const body = lines.slice(aside ? anchor : anchor + 1, last + 1);
  let headers = 0;
  while (headers < MOST_LATE_HEADERS && !aside && isLateHeader(document, body, headers)) headers += 1;
  const { title, organization } = namesOf([...above, ...body.slice(0, headers)].flatMap((line) => namedParts(document, line)));
  const bullets = bulletsOf(document, body.slice(headers));
  if (!title && !organization && (period.from === null || bullets.length === 0)) return [];
  return [
    {
      title,
      organization,
      from: period.from,
      to: period.to,
      current: period.current,
      bullets,
      evidence: [evidenceAt(document, opening.start, closing.end)],
      confidence: title && organization ? 0.85 : title || organization ? 0.6 : 0.4,
    },
  ];
}

function isLateHeader(document: TextDocument, body: readonly TextLine[], index: number): boolean {
  const line = body[index];
  return (
    isHeader(document, line) && line !== undefined && line.end - line.start < 60 && (line.size > 1.08 || !isSentence(document, body, index))
  );
}

/** Prose: a list item, a line that goes on in the next one, or mostly words that begin small. */
function isSentence(document: TextDocument, lines: readonly TextLine[], index: number): boolean {
  const line = lines[index];
  if (!line) return false;
  const text = lineText(document, line);
  return isBullet(text) || lines[index + 1]?.wrapped === true || isProse(text.split('\t')[0] ?? text);
}

const SMALL_WORDS = /^(?:of|and|for|the|in|at|on|de|du|des|la|le|les|et|y|e|und|für|der|die|das|von|a|an|to)$/i;

/** Whether words read like a sentence: five or more, of which half begin small. Names of jobs and companies do not. */
function isProse(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /^\p{L}/u.test(word) && !SMALL_WORDS.test(word));
  return words.length >= 4 && words.filter((word) => /^\p{Ll}/u.test(word)).length >= words.length / 2;
}

function withoutPeriods(text: string): string {
  return periodsIn(text).reduceRight((rest, { start, end }) => `${rest.slice(0, start)}\t${rest.slice(end)}`, text);
}

/** A piece of an entry's heading lines. */
interface Part {
  readonly text: string;
  /** It is set in bold or larger than the text around it. */
  readonly marked: boolean;
}

function namedParts(document: TextDocument, line: TextLine): Part[] {
  const parts = withoutPeriods(lineText(document, line))
    .split(PARTS)
    .map((part) => part.replace(/^[\s,|()·•■▪–—:-]+|(?<![\s,|(·–—:-])[\s,|(·–—:-]+$/g, ''))
    .filter((part) => /\p{L}{2}/u.test(part) && part.length <= 120);
  return parts
    .filter((part, index) => !isPlacePart(part, parts[index - 1], parts[index + 1]) && !NO_NAME.test(part) && !isProse(part))
    .map((text) => ({ text, marked: line.bold || line.size > 1.08 }));
}

const NO_NAME =
  /^https?:|^www\.|^(present|current|full[- ]time|part[- ]time|remote|hybrid|on[- ]?site|\d+ (years?|months?|yrs?|mos?).*|[A-Z]{2}|highlights?|responsibilities)$/i;

/** A place may be cut in two at its comma: "Santa Clara", "CA". */
function isPlacePart(part: string, before: string | undefined, after: string | undefined): boolean {
  return isPlace(part) || (before !== undefined && isPlace(`${before}, ${part}`)) || (after !== undefined && isPlace(`${part}, ${after}`));
}

/** Tells the job from the employer: by words of jobs and of companies first, by type and order where they say nothing. */
function namesOf(parts: readonly Part[]): { title: string | null; organization: string | null } {
  const title = best(
    parts.filter(({ text }) => isTitle(text)),
    ({ text, marked }) => (namesCompany(text) ? 0 : 2) + (marked ? 1 : 0),
  );
  const others = parts.filter((part) => part !== title);
  const organization = best(others, ({ text, marked }) => (namesCompany(text) ? 2 : 0) + (marked ? 1 : 0) - (isTitle(text) ? 1 : 0));
  if (title) return { title: title.text, organization: organization?.text ?? null };
  return { title: parts[0]?.text ?? null, organization: others.find((part) => part !== parts[0])?.text ?? null };
}

/** A word of companies that is written as a name is. */
function namesCompany(text: string): boolean {
  const word = ORGANIZATION.exec(text)?.[0];
  return word !== undefined && word.charAt(0) === word.charAt(0).toUpperCase();
}

/** The part of most worth, the first of equals. */
function best(parts: readonly Part[], worth: (part: Part) => number): Part | undefined {
  return parts.reduce<Part | undefined>((top, part) => (!top || worth(part) > worth(top) ? part : top), undefined);
}

/** Sentences of a role, with the lines that a wrap broke put together. */
function bulletsOf(document: TextDocument, lines: readonly TextLine[]): string[] {
  const bullets: string[] = [];
  for (const line of lines) {
    const text = lineText(document, line);
    if (line.wrapped && bullets.length > 0) bullets[bullets.length - 1] += ` ${text}`;
    else bullets.push(text.replace(/^[•●○◦▪■▸►‣⁃∙*–—-]\s*/, ''));
  }
  return bullets.map((text) => text.slice(0, 2_000)).slice(0, 60);
}
