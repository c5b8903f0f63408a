import type { FactDto } from '@shortlist/contracts';
import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import type { TextDocument } from '../text-document.js';
import { evidenceAt } from './evidence.js';

const EMAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}@])/gu;
/** In a narrow column an address breaks anywhere: the end of one line and the start of the next, where one of them holds the @. */
const BROKEN_EMAIL = /(?<=^|[\s:|])([\p{L}\p{N}._%+'@-]{3,64})\n(?=([\p{L}\p{N}._%+'@-]{1,64})(?:$|[\s|,]))/gmu;
const WHOLE_EMAIL = new RegExp(`^(?:${EMAIL.source})$`, 'u');

/** E-mail addresses in lower case, once each. */
export function emailsIn(document: TextDocument): FactDto[] {
  const broken = Array.from(document.text.matchAll(BROKEN_EMAIL)).filter((match) => isBroken(document, match));
  const joined = broken.map((match) => ({
    value: `${match[1]}${match[2]}`.toLowerCase(),
    evidence: [evidenceAt(document, match.index, brokenEnd(match))],
    confidence: 0.8,
  }));
  const isPart = (start: number): boolean => broken.some((match) => match.index <= start && start < brokenEnd(match));
  const whole = facts(document, EMAIL, (text) => text.toLowerCase(), 0.98).filter(({ evidence }) => !isPart(evidence[0]?.start ?? 0));
  return distinct([...whole, ...joined]);
}

function brokenEnd({ index, 0: above, 2: below = '' }: RegExpExecArray): number {
  return index + above.length + below.length;
}

/** Two halves are one address when neither is, or when what stands above the address can only be its beginning. */
function isBroken(document: TextDocument, { index, 1: above = '', 2: below = '' }: RegExpExecArray): boolean {
  if (!WHOLE_EMAIL.test(above + below) || WHOLE_EMAIL.test(above)) return false;
  const start = index + above.length + 1;
  return (
    !WHOLE_EMAIL.test(below) ||
    (document.lines.some((line) => line.start === start && line.wrapped) && /^(?=.*\p{Ll})[\p{Ll}\d]+[._+-][\p{Ll}\d._+-]*$/u.test(above))
  );
}

const CNIC = /(?<![\d-])([1-7]\d{4})([- ]?)\n?(\d{7})\2\n?(\d)(?![\d-])/g;

export interface NationalIds {
  readonly full: string[];
  readonly fact: FactDto | null;
  readonly spans: readonly { start: number; end: number }[];
}

/** Pakistani CNICs: with separators anywhere, without them only where the words before say what it is. */
export function nationalIdsIn(document: TextDocument): NationalIds {
  const matches = Array.from(document.text.matchAll(CNIC)).filter(
    (match) =>
      match[2] !== '' ||
      /(cnic|nic|national id|شناختی)[^\n\d]{0,20}$/i.test(document.text.slice(Math.max(0, match.index - 40), match.index)),
  );
  const full = [...new Set(matches.map(([, area, , serial, check]) => `${area}-${serial}-${check}`))];
  const spans = matches.map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const first = full[0];
  const span = spans[0];
  if (first === undefined || span === undefined) return { full, fact: null, spans };
  const masked = `*****-*******-${first.at(-1)}`;
  return { full, fact: { value: masked, evidence: [{ text: masked, ...span }], confidence: 0.97 }, spans };
}

const COUNTRY_WORDS: readonly (readonly [RegExp, CountryCode])[] = [
  [/\bpakistan\b|پاکستان|\b(lahore|karachi|islamabad|rawalpindi|faisalabad|peshawar|multan)\b/i, 'PK'],
  [/\bindia\b|\b(mumbai|delhi|bengaluru|bangalore|hyderabad|chennai|pune|kolkata)\b/i, 'IN'],
  [/\bunited kingdom\b|\buk\b|\bengland\b|\blondon\b|\bmanchester\b/i, 'GB'],
  [/\bgermany\b|\bdeutschland\b|\b(berlin|münchen|munich|hamburg|frankfurt)\b/i, 'DE'],
  [/\bfrance\b|\bparis\b|\blyon\b/i, 'FR'],
  [/\bspain\b|\bespaña\b|\bmadrid\b|\bbarcelona\b/i, 'ES'],
  [/\bital(y|ia)\b|\broma?\b|\bmilano?\b/i, 'IT'],
  [/\bturkey\b|\btürkiye\b|\b(istanbul|ankara|izmir)\b/i, 'TR'],
  [/\baustralia\b|\b(sydney|melbourne|brisbane)\b/i, 'AU'],
  [/\bbra[sz]il\b|\bsão paulo\b/i, 'BR'],
  [/\bunited arab emirates\b|\buae\b|\bdubai\b/i, 'AE'],
];

/** National numbers need a country: that of another number with its code, of a national id, or of a place near the top. */
function countryOf(document: TextDocument, ids: NationalIds): CountryCode {
  if (ids.full.length > 0 || /\+92/.test(document.text)) return 'PK';
  const top = document.text.slice(0, 600);
  return COUNTRY_WORDS.find(([words]) => words.test(top))?.[1] ?? 'US';
}

const PHONE = /(?<![\p{L}\p{N}@/._=-])(?:\+|00|\()?[\d(][\d \u00a0().·\-–/]{5,22}\d(?![\p{L}\p{N}@]|[-/.]\d)/gu;
const NATIONAL_SHAPE = /^(\(?0[\d\s().·\-–/]{8,}|\(?\d{3}\)?[\s.·\-–]+\d{3}[\s.·\-–]+\d{4}|\d{10}|\d{4}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2})$/;
const PERIOD_SHAPE = /^\(?(19|20)\d{2}\)?\s*[-–/.]\s*((19|20)\d{2}|\d{1,2})|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{1,2}[./-]\d{4}/;

/** Phone numbers as E.164, once each. Never a national id, a date, a postcode or a range of years. */
export function phonesIn(document: TextDocument, ids: NationalIds): FactDto[] {
  const country = countryOf(document, ids);
  const digits = latinDigits(document.text);
  const found = Array.from(digits.matchAll(PHONE))
    .flatMap(withoutLeadingNumber)
    .flatMap((match) => {
      const written = match.text.split(/\n|\s{3,}|\t/)[0] ?? '';
      const start = match.start;
      const end = start + written.trimEnd().length;
      if (ids.spans.some((span) => span.start < end && start < span.end)) return [];
      const value = e164(written.trim(), country, labelled(document.text, start));
      return value ? [{ value, evidence: [evidenceAt(document, start, end)], confidence: written.startsWith('+') ? 0.97 : 0.85 }] : [];
    });
  return distinct([...found, ...internationalNumbers(document, ids)]);
}

/** A postcode may stand before a number that opens with a bracket or a plus. */
function withoutLeadingNumber({ 0: text, index }: RegExpExecArray): { text: string; start: number }[] {
  const opening = /(?<=\d{3} )[(+](?=\d)/.exec(text)?.index ?? 0;
  return [{ text: text.slice(opening), start: index + opening }];
}

/** Numbers that the library itself finds with their country code, for shapes that the pattern above misses. */
function internationalNumbers(document: TextDocument, ids: NationalIds): FactDto[] {
  if (!document.text.includes('+')) return [];
  return findPhoneNumbersInText(document.text.slice(0, 100_000)).flatMap(({ number, startsAt, endsAt }) =>
    ids.spans.some((span) => span.start < endsAt && startsAt < span.end) || !number.isPossible()
      ? []
      : [{ value: number.number as string, evidence: [evidenceAt(document, startsAt, endsAt)], confidence: 0.95 }],
  );
}

function labelled(text: string, start: number): boolean {
  return /(phone|tel|mobile|mob|cell|call|ph|whatsapp|contact|telefon|téléphone|teléfono|fax|فون)\W{0,6}$/i.test(
    text.slice(Math.max(0, start - 20), start),
  );
}

function e164(written: string, country: CountryCode, isLabelled: boolean): string | null {
  const international = /^(\+|00)/.test(written);
  if (PERIOD_SHAPE.test(written)) return null;
  const plain = written.replace(/^00(?=[1-9])/, '+').replace(/[·–]/g, ' ');
  if (!international && !isLabelled && !NATIONAL_SHAPE.test(written)) return null;
  if (/^\d{10}$/.test(written) && !isLabelled && country !== 'US') return null;
  const number = parsePhoneNumberFromString(plain, country) ?? parsePhoneNumberFromString(`+${plain.replace(/\D/g, '')}`);
  if (number?.isPossible() && (number.isValid() || international || isLabelled || NATIONAL_SHAPE.test(written))) return number.number;
  const turkish = /^0\d{3}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}$/.test(written) ? parsePhoneNumberFromString(plain, 'TR') : undefined;
  return turkish?.isPossible() ? turkish.number : null;
}

/** Digits of other scripts as Latin ones, each as long as before, so that offsets stay. */
function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"'|,;\t]+[^\s<>"'|,;.)\t]|(?<![@\p{L}\p{N}.])(?:linkedin\.com|github\.com|gitlab\.com|behance\.net|dribbble\.com|stackoverflow\.com|medium\.com|twitter\.com|x\.com)\/[^\s<>"'|,;\t]*[^\s<>"'|,;.)\t]/giu;

export function linksIn(document: TextDocument): FactDto[] {
  return distinct(facts(document, LINK, (text) => text.slice(0, 500), 0.95)).slice(0, 20);
}

function facts(document: TextDocument, pattern: RegExp, value: (text: string) => string, confidence: number): FactDto[] {
  return Array.from(document.text.matchAll(pattern), (match) => ({
    value: value(match[0]),
    evidence: [evidenceAt(document, match.index, match.index + match[0].length)],
    confidence,
  }));
}

function distinct(found: readonly FactDto[]): FactDto[] {
  return [...new Map(found.toReversed().map((fact) => [fact.value, fact])).values()].reverse();
}
