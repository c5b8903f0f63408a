/** A date as people write it, and where it stands. */
export interface WrittenPeriod {
  readonly from: string | null;
  readonly to: string | null;
  readonly current: boolean;
  readonly start: number;
  readonly end: number;
}

/** Month names by their first letters, in the languages that resumes come in. */
const MONTHS: readonly string[] = [
  'jan|january|januar|janvier|enero|gennaio|janeiro|ocak|janv|ene|gen|oca',
  'feb|february|februar|février|fevrier|febrero|febbraio|fevereiro|şubat|subat|fév|fev|şub|febr',
  'mar|march|märz|marz|mars|marzo|março|marco|mart|mär',
  'apr|april|avril|abril|aprile|nisan|avr|abr|nis',
  'may|mai|mayo|maggio|maio|mayıs|mayis|mag',
  'jun|june|juni|juin|junio|giugno|junho|haziran|giu|haz',
  'jul|july|juli|juillet|julio|luglio|julho|temmuz|juil|lug|tem',
  'aug|august|août|aout|agosto|ağustos|agustos|ago|ağu',
  'sep|sept|september|septembre|septiembre|settembre|setembro|eylül|eylul|set|eyl',
  'oct|october|oktober|octobre|octubre|ottobre|outubro|ekim|okt|ott|out|eki',
  'nov|november|novembre|noviembre|novembro|kasım|kasim|kas',
  'dec|december|dezember|décembre|decembre|diciembre|dicembre|dezembro|aralık|aralik|dez|déc|dic|ara',
];
const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.split('|').map((name) => [name, index + 1] as const)));
const MONTH = `(?:${[...MONTH_NUMBERS.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const YEAR = '(?:19[5-9]\\d|20[0-4]\\d)';
const DATE = [
  `(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+)?${MONTH}\\.?,?\\s*(?:\\d{1,2}(?:st|nd|rd|th)?,\\s*|de\\s+)?(?:${YEAR}|['’]\\d{2})`,
  `${YEAR}[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\\d|3[01]))?`,
  `(?:(?:0?[1-9]|[12]\\d|3[01])[-/.])?(?:0?[1-9]|1[0-2])[-/.]${YEAR}`,
  `(?:(?:spring|summer|fall|autumn|winter|early|mid|late)\\s+)?${YEAR}`,
].join('|');
const NOW =
  "present|current|currently|now|today|ongoing|to date|till date|till now|heute|aujourd['’]hui|présent|actualidad|presente|oggi|atualmente|atual|halen|devam ediyor|günümüz";
const PERIOD = new RegExp(
  `(?<![\\p{L}\\d/.-])(${DATE})(?:\\s*(?:-|–|—|−|~|→|\\bto\\b|\\buntil\\b|\\bbis\\b|\\bà\\b|\\ba\\b|\\t|/)\\s*(${DATE}|${NOW}))?(?![\\p{L}\\d])`,
  'giu',
);
const SINCE = /\b(?:since|seit|depuis|desde|dal)\s+$/i;

/** Every period and single date in a text. A single date is a period without a start. */
export function periodsIn(text: string, offset = 0): WrittenPeriod[] {
  return Array.from(text.matchAll(PERIOD)).flatMap((match): WrittenPeriod[] => {
    const [whole, first = '', second] = match;
    const start = offset + match.index;
    const end = start + whole.length;
    const from = partialDate(first);
    if (!from) return [];
    if (second === undefined) {
      return SINCE.test(text.slice(0, match.index))
        ? [{ from, to: null, current: true, start, end }]
        : [{ from: null, to: from, current: false, start, end }];
    }
    const to = partialDate(second);
    return to && to.slice(0, 4) < from.slice(0, 4) ? [] : [{ from, to, current: to === null, start, end }];
  });
}

function partialDate(written: string): string | null {
  const year = /(19[5-9]\d|20[0-4]\d)/.exec(written)?.[1] ?? shortYear(written);
  if (!year) return null;
  const name = new RegExp(`${MONTH}`, 'iu').exec(written.toLowerCase().replace(/\d/g, ' '))?.[0];
  const month = name
    ? MONTH_NUMBERS.get(name)
    : Number(/(?:^|[-/.])(0?[1-9]|1[0-2])[-/.](?=\d{4}$)|^\d{4}[-/.](\d{2})/.exec(written)?.slice(1).find(Boolean));
  return month ? `${year}-${String(month).padStart(2, '0')}` : year;
}

function shortYear(written: string): string | null {
  const digits = /['’](\d{2})$/.exec(written)?.[1];
  return digits ? `${Number(digits) > 60 ? '19' : '20'}${digits}` : null;
}
