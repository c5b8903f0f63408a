import { TAXONOMY } from './taxonomy.js';

/** Names that are also ordinary words or single letters: they count inside a list of skills, or between commas, as written here. */
const AMBIGUOUS = new Set(
  'C|R|Go|D|Swift|Rust|Chef|Puppet|Spring|Express|Ray|Access|Word|Excel|Outlook|Teams|Slack|Zoom|Notion|Jest|Mocha|Elm|Dart|Ruby|Julia|Scratch|Spark|Flask|Ant|Maven|Vault|Consul|Helm|Salt|Flux|Backbone|Ember|Nest|Next|Electron|Ionic|Apex|Lean|Agile|Sketch|Blender|Maya|Unity|Canvas|Tally|Sage|Epic|Concur|Ada|Assembly|Beam|Storm|Airflow|Hive|Pig|Snowflake|Segment|Looker|Alteryx|Stata|Nursing|Sales|Marketing|Design|Research|Writing|Training|Leadership|Communication|Teamwork|Planning|Documentation|Security|Testing|Budgeting|Painting|Welding|Driving|Cooking|Filing|Branding|Recruitment|Accounting|Finance|Auditing|Statistics|Mathematics|Teaching|Coaching|Networking|Negotiation|Merchandising|Purchasing'.split(
    '|',
  ),
);

interface Known {
  readonly name: string;
  readonly ambiguous: boolean;
}

const KNOWN = new Map<string, Known>();
let longest = 1;
for (const [name, aliases] of TAXONOMY) {
  for (const written of [name, ...aliases]) {
    const key = normalized(written);
    if (!KNOWN.has(key)) KNOWN.set(key, { name, ambiguous: AMBIGUOUS.has(written) });
    longest = Math.max(longest, key.split(' ').length);
  }
}

const VENDORS =
  /^(microsoft|ms|google|adobe|apache|ibm|oracle|atlassian|autodesk|amazon|apple|cisco|sap|the|hashicorp|red hat|vmware|jetbrains|intuit|trimble|dassault systemes|bentley)\s+/i;

/** The taxonomy's name for a skill as somebody wrote it: case, punctuation, a maker's name or a version may differ. */
export function taxonomySkill(written: string): string | null {
  const key = normalized(written);
  const found = KNOWN.get(key) ?? KNOWN.get(key.replace(/\s?v?\d+(\.\d+)*\+?$/, '')) ?? KNOWN.get(key.replace(VENDORS, ''));
  return found?.name ?? null;
}

export interface SkillMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\p{L}\p{N}.][\p{L}\p{M}\p{N}+#.'’-]*/gu;

/** Skills of the taxonomy that a text names, the longest name first, each place once. */
export function mentionsIn(text: string, isListed: (at: number) => boolean): SkillMention[] {
  const tokens = Array.from(text.matchAll(TOKEN), (match) => ({
    start: match.index,
    end: match.index + match[0].replace(/[.'’-]+$/, '').length,
  }));
  const mentions: SkillMention[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const first = tokens[index];
    if (!first) continue;
    for (let count = Math.min(longest, tokens.length - index); count > 0; count -= 1) {
      const last = tokens[index + count - 1];
      const end = last?.end ?? first.end;
      const written = text.slice(first.start, end);
      const known = written.length <= 60 && !/[,;|\t\n•]/.test(written) ? KNOWN.get(normalized(written)) : undefined;
      if (!known || (known.ambiguous && !isSkillHere(text, first.start, end, known.name, isListed))) continue;
      mentions.push({ name: known.name, start: first.start, end });
      index += count - 1;
      break;
    }
  }
  return mentions;
}

/** An ambiguous name counts when it is written as the skill is, and stands in a skills section or between the commas of a list. */
function isSkillHere(text: string, start: number, end: number, name: string, isListed: (at: number) => boolean): boolean {
  const written = text.slice(start, end);
  if (written.length <= 2 ? written !== name : written.charAt(0) !== written.charAt(0).toUpperCase()) return false;
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 6);
  const opens = /[,(:/|•\n\t]\s*$|\band $|^$/.test(before);
  const closes = /^\s*([,)/|•.\n\t]|$| and )/.test(after);
  return opens && closes && (isListed(start) || /,\s*$|\band $/.test(before) || /^\s*,/.test(after));
}

function normalized(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[\s_-]+/g, ' ')
    .replace(/(?<=\w)\.js\b/g, ' js')
    .replace(/[^\p{L}\p{M}\p{N}+#./& ]/gu, '')
    .trim();
}
