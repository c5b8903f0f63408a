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
  /(?<!\p{L})(inc|llc|ltd|limited|gmbh|ag|corp|corporation|company|co|plc|s\.?a|pvt|group|bank|hospital|clinic|university|college|school|institute|technologies|solutions|systems|labs?|agency|studio|foundation|ministry|department|airlines?|restaurant|hotel|store|partners|consulting|services|industries|freelance|center|centre|health(care)?|media|software|networks?|universität|klinikum|banque|université|universidad|banco|banca|şirketi|a\.?ş)(?!\p{L})/iu;

/** Whether words name a job. */
export function isTitle(text: string): boolean {
  return TITLE.test(text);
}

interface Entry {
  readonly period: WrittenPeriod;
  readonly anchor: number;
  first: number;
  last: number;
}

const MOST_HEADER_LINES = 4;
const PARTS = /\t|\s+[|·•@–—]\s+|\s+at\s+|\s+-\s+|,\s+(?=\p{Lu}|\p{Lo})/u;

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
    const period = anchorOf(document, lines, index);
    if (!period || line.bullet || line.wrapped || (entries.at(-1)?.anchor ?? -2) === index) return;
    const previous = entries.at(-1);
    const habit = entries[0] ? entries[0].anchor - entries[0].first : MOST_HEADER_LINES;
    const floor = previous ? previous.anchor + 1 : 0;
    let first = index;
    while (first > floor && index - first < habit && isHeader(document, lines[first - 1])) first -= 1;
    if (previous) previous.last = first - 1;
    entries.push({ period, anchor: index, first, last: lines.length - 1 });
  });
  return entries;
}

/** The period that a line carries, when it is not a sentence that happens to name years. */
function anchorOf(document: TextDocument, lines: readonly TextLine[], index: number): WrittenPeriod | null {
  const line = lines[index];
  if (!line) return null;
  const next = lines[index + 1];
  const text = lineText(document, line);
  const here = periodsIn(text, line.start);
  const rest = here.reduce((left, { start, end }) => left - (end - start), text.length);
  if (isBullet(text) || rest > 110) return null;
  const range = here.find(({ from }) => from !== null);
  if (range) return range;
  // A range may be broken over two lines: "2021 –" above "2025".
  const broken =
    next && here.length > 0 && rest < 8
      ? periodsIn(document.text.slice(line.start, next.end), line.start).find(({ from }) => from !== null)
      : undefined;
  if (broken) return broken;
  return here[0] && rest < 40 && /^[\s(\d]|[\t|,(]\s*[^\t|,(]*\)?$/.test(text) && rest > 0 && !/[.!?]$/.test(text)
    ? { ...here[0], from: here[0].to, to: here[0].to }
    : null;
}

function isBullet(text: string): boolean {
  return /^[•●○◦▪■▸►‣⁃∙*]\s?|^[-–—]\s/.test(text);
}

function isHeader(document: TextDocument, line: TextLine | undefined): boolean {
  if (!line || line.bullet || line.wrapped) return false;
  const text = lineText(document, line);
  return text.length < 100 && !isBullet(text) && !/[.;:]$/.test(text) && !/^\p{Ll}/u.test(text);
}

function roleOf(document: TextDocument, lines: readonly TextLine[], { period, anchor, first, last }: Entry): RoleFactDto[] {
  const opening = lines[first];
  const closing = lines[last];
  if (!opening || !closing) return [];
  const body = lines.slice(anchor + 1, last + 1);
  let headers = 0;
  while (headers < 2 && isHeader(document, body[headers]) && lineText(document, body[headers] ?? opening).length < 60) headers += 1;
  const heading = [...lines.slice(first, anchor + 1), ...body.slice(0, headers)];
  const { title, organization } = namesOf(heading.flatMap((line) => partsOf(withoutPeriods(lineText(document, line)))));
  if (!title && !organization) return [];
  return [
    {
      title,
      organization,
      from: period.from,
      to: period.to,
      current: period.current,
      bullets: bulletsOf(document, body.slice(headers)),
      evidence: [evidenceAt(document, opening.start, closing.end)],
      confidence: title && organization ? 0.85 : 0.6,
    },
  ];
}

function withoutPeriods(text: string): string {
  return periodsIn(text).reduceRight((rest, { start, end }) => `${rest.slice(0, start)}\t${rest.slice(end)}`, text);
}

function partsOf(text: string): string[] {
  return text
    .split(PARTS)
    .map((part) => part.replace(/^[\s,|()·–—:-]+|[\s,|(·–—:-]+$/g, ''))
    .filter(
      (part) =>
        /\p{L}{2}/u.test(part) &&
        !/^https?:|^(present|current|full[- ]time|part[- ]time|remote|hybrid|\d+ (years?|months?).*)$/i.test(part),
    )
    .filter((part) => part.length <= 120);
}

/** Tells the job from the employer: by words of jobs and of companies first, by order where they say nothing. */
function namesOf(parts: readonly string[]): { title: string | null; organization: string | null } {
  const named = parts.filter(
    (part, index) => !isPlace(part) && !(index > 0 && isPlace(`${parts[index - 1]}, ${part}`)) && !/^[A-Z]{2}$/.test(part),
  );
  const titles = named.filter(isTitle);
  const title = titles.find((part) => !ORGANIZATION.test(part)) ?? titles[0] ?? null;
  const others = named.filter((part) => part !== title);
  const organization = others.find((part) => ORGANIZATION.test(part)) ?? others[0] ?? null;
  if (title) return { title, organization };
  return { title: named[0] ?? null, organization: others.find((part) => part !== named[0]) ?? null };
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
