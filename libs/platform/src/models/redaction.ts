/** Changes whenever the same text could be masked otherwise: answers that were given to another version are not used again. */
export const REDACTION_VERSION = 1;

/** A part of a text, in UTF-16 units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

// Every pattern has bounded repeats, so that no text can make it slow.

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}\s?@\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const LINK = /\b(?:https?:\/\/|ftp:\/\/|www\.)\S{1,500}/giu;
/** Hosts written without a scheme, with a path or a common ending. */
const BARE_LINK =
  /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:(?:com|org|net|io|dev|me|co|app|info|pk|uk|de|fr|es|it|nl|in|us|ca|au|ae|sa|eu|ch|at|br)(?:\/\S{0,300})?|[a-z]{2,12}\/\S{1,300})(?![\p{L}\p{N}])/giu;
const NO_LINK = /^(?:asp|ado|vb|f#|socket|draw|next|nuxt|node|vue|react|express|three|d3|backbone|ember)\.(?:net|io|js)$/iu;
const HANDLE = /(?<![\p{L}\p{N}./])@[A-Za-z0-9_.]{2,30}(?![\w/])/gu;
/** Seven digits and more with what people put between them: phones and most national ids. */
const NUMBER = /\+?\(?\d(?:[\s().\u2010-\u2015/-]{0,3}\d){6,17}/gu;
const PERIOD = /^(?:19|20)\d\d$|^(?:0?[1-9]|[12]\d|3[01])$|^(?:0[1-9]|1[0-2])(?:19|20)\d\d$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/u;
/** Ids with letters: passports, British and Indian numbers, bank accounts. */
const LETTERED_ID =
  /\b(?:[A-Z]{1,2}\d{6,9}[A-Z]?|[A-Z]{2}(?:\s?\d{2}){3}\s?[A-D]|[A-Z]{5}\d{4}[A-Z]|[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7})\b/gu;

/** What follows such a word up to the end of the line, or to the next separator, is about the person. */
const LABELLED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    ...[
      'date of birth',
      'birth ?date',
      'd\\.?o\\.?b\\.?',
      'born(?: on| in)?',
      'age',
      'place of birth',
      'geburtsdatum',
      'geboren(?: am)?',
      'geburtsort',
    ],
    ...[
      'fecha de nacimiento',
      'date de naissance',
      'née? le',
      'data di nascita',
      'data de nascimento',
      'geboortedatum',
      'تاریخ پیدائش',
      'تاريخ الميلاد',
    ],
    ...['(?:full |first |last |father.?s |mother.?s |husband.?s )?name', 'nombre', 'nom', 'nome', 'vorname', 'nachname', 'نام', 'الاسم'],
    ...[
      '(?:home |postal |mailing |permanent |current |residential )?address',
      'anschrift',
      'adresse',
      'direcci[oó]n',
      'indirizzo',
      'endereço',
      'adres',
      'پتہ',
      'العنوان',
    ],
    ...[
      'c\\.?n\\.?i\\.?c\\.?(?: no\\.?| number)?',
      'nic(?: no\\.?| number)?',
      'national id(?:entity)?(?: card)?(?: no\\.?| number)?',
      'ssn',
      'social security(?: no\\.?| number)?',
    ],
    ...[
      'passport(?: no\\.?| number)?',
      'aadhaa?r(?: no\\.?| number)?',
      'pan(?: no\\.?| number)',
      'dni',
      'nie',
      'curp',
      'cpf',
      'personalausweis(?:nummer)?',
      'شناختی کارڈ(?: نمبر)?',
    ],
    ...[
      'phone',
      'mobile',
      'cell',
      'tel(?:ephone|efon|éfono)?',
      'fax',
      'whats ?app',
      'skype',
      'telegram',
      'linkedin',
      'github',
      'twitter',
      'website',
      'portfolio',
      'فون',
      'موبائل',
    ],
  ].join('|')})\\s{0,3}[:：#]\\s{0,5}([^\\n|;•]{1,150})`,
  'giu',
);
/** "Born on 3 May 1990" and the like, without a colon. */
const BORN = /(?<!\p{L})(?:born(?: on| in)?|geboren am|née? le|nacid[oa] el)\s+([^\n|;,•]{4,40}\d{4})/giu;
/** A street with its number, to the end of the line: what follows is the town. */
const STREET = new RegExp(
  [
    "\\b\\d{1,6}[a-z]?,?\\s(?:[\\p{L}.'-]{1,30}\\s){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|terrace|close|crescent|square|highway)\\b\\.?[^\\n|;•]{0,80}",
    '\\b(?:house|flat|apartment|apt|suite|plot|h\\.?)\\s?(?:no\\.?|number|#)?\\s?#?\\d{1,6}[^\\n|;•]{0,100}',
    '\\bp\\.?\\s?o\\.?\\s?box\\s?\\d{1,8}[^\\n|;•]{0,60}',
    '(?<!\\p{L})\\p{L}{2,30}(?:straße|strasse|str\\.|weg|gasse|platz|allee)\\s\\d{1,5}[^\\n|;•]{0,60}',
    "(?<!\\p{L})(?:rue|calle|via|avenida|rua|avenue|plaza)\\s(?:[\\p{L}.'-]{1,30}\\s){1,5},?\\s?\\d{1,5}[^\\n|;•]{0,60}",
    '\\b\\d{1,5},?\\s(?:rue|avenue|boulevard|place)\\s[^\\n|;•]{3,80}',
  ].join('|'),
  'giu',
);

/**
 * The text with everything in it that tells who somebody is masked by asterisks: mail addresses, links, handles, phone and id numbers, dates of
 * birth, addresses, what stands behind a label such as "Name:", and the given strings themselves, such as the name that the parser found. The
 * masked text is as long as the text, and spaces and line breaks stay, so that a position in one is a position in the other. Masking twice is
 * masking once. What is masked is restored nowhere.
 */
export function redacted(text: string, personal: readonly string[] = []): string {
  const spans = [
    ...matches(text, EMAIL),
    ...matches(text, LINK),
    ...matches(text, BARE_LINK).filter(({ start, end }) => !NO_LINK.test(text.slice(start, end))),
    ...matches(text, HANDLE),
    ...matches(text, NUMBER).filter(({ start, end }) => !isPeriod(text.slice(start, end))),
    ...matches(text, LETTERED_ID),
    ...groups(text, LABELLED),
    ...groups(text, BORN),
    ...matches(text, STREET),
    ...personal.flatMap((string) => occurrences(text, string)),
  ];
  return masked(text, spans);
}

function masked(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    result += text.slice(at, from) + text.slice(from, end).replace(/[^\s]/g, '*');
    at = end;
  }
  return result + text.slice(at);
}

function matches(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The end of each match, which its one group names. */
function groups(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[1]?.length ?? 0), end };
  });
}

/** Years, months and days only: when somebody worked somewhere. A plus sign begins a phone number. */
function isPeriod(text: string): boolean {
  return !text.startsWith('+') && (text.match(/\d+/g) ?? []).every((part) => PERIOD.test(part));
}

/** Shorter parts of names, such as initials and "de", stand in too many words. */
const LEAST_LETTERS = 3;

/** The string as a whole, however it is spaced and written, and each word of it where it is written as a name. */
function occurrences(text: string, string: string): Span[] {
  const words = string.split(/[^\p{L}\p{M}\p{N}'’.@+-]+/u).filter((word) => word !== '');
  if (words.length === 0) return [];
  const whole = new RegExp(words.map(literal).join('[\\s,.|-]{1,3}'), 'giu');
  const names = words
    .filter((word) => /^[\p{L}\p{M}'’.-]+$/u.test(word))
    .flatMap((word) => [word, ...word.split('-')])
    .filter((word) => word.replace(/[^\p{L}]/gu, '').length >= LEAST_LETTERS);
  const single = names.flatMap((word) => matches(text, new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}(?![\\p{L}\\p{N}])`, 'giu')));
  return [...matches(text, whole), ...single.filter(({ start }) => /[\p{Lu}\p{Lo}]/u.test(text[start] ?? ''))];
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
