/** Words that name an attribute which must not decide, or a value of one, in languages that criteria are written in. Without case and accents. */
const ATTRIBUTE_WORDS: Readonly<Record<string, string>> = {
  sex: `sex gender male males female females man men woman women boy boys girl girls lady ladies gentleman gentlemen transgender
    geschlecht mannlich weiblich frau frauen sexe homme femme sexo genero hombre mujer masculino femenino feminino sesso mard aurat khatoon جنس`,
  'sexual orientation': 'gay lesbian homosexual heterosexual bisexual lgbt lgbtq',
  age: 'age aged dob birthdate birthday geburtsdatum geburtstag edad idade eta umar عمر',
  origin: `origin ethnicity ethnic race racial nationality nationalities caste tribe ancestry citizenship complexion
    herkunft ethnie rasse staatsangehorigkeit nationalitat nationalite origine nacionalidad raza etnia origen nacionalidade raca nazionalita zaat qaumiyat
    caucasian caucasians hispanic hispanics latino latina negro pashtuns pathan muhajir قومیت`,
  religion: `religion religions religious christian christians muslim muslims hindu hindus jewish jew jews sikh sikhs buddhist atheist catholic protestant
    shia sunni ahmadi konfession religiose religione religiao mazhab مذہب`,
  disability: `disability disabilities disabled handicap handicapped wheelchair behinderung behindert schwerbehindert discapacidad deficiencia disabilita
    mazoor معذوری`,
  pregnancy: 'pregnancy pregnant maternity schwanger schwangerschaft enceinte grossesse embarazo embarazada gravida gravidez incinta',
  'family status': `marital marriage married unmarried divorced divorcee widowed widow spouse husband wife childless children kids
    familienstand verheiratet ledig celibataire casado casada soltero soltera coniugato`,
  'national id': 'cnic nicop nic ssn passport aadhaar aadhar dni shanakhti شناختی',
  photo: 'photo photos photograph photographs headshot headshots selfie lichtbild bewerbungsfoto foto attractive attractiveness handsome',
};

/** The same in several words or in figures. */
const ATTRIBUTE_PHRASES: readonly (readonly [attribute: string, phrase: RegExp])[] = [
  [
    'age',
    /\b(date|year) of birth\b|\bd o b\b|\bborn (in|before|after|between)\b|\bdate de naissance\b|\bfecha de nacimiento\b|\bdata d[ei] nasci\w+\b/,
  ],
  ['age', /\byears? (old|of age)\b|\b(older|younger) than\b|\b\d{2} (or|and|years or) (older|younger)\b/],
  [
    'origin',
    /\b(country|place) of birth\b|\b(black|white|brown|asian|african|arab) (people|persons?|candidates?|applicants?|men|women|males?|females?)\b/,
  ],
  ['sexual orientation', /\bsexual orientation\b/],
  [
    'family status',
    /\b(family|civil) (status|planning)\b|\bsingle (mother|father|parent)s?\b|\bestado civil\b|\betat civil\b|\bstato civile\b/,
  ],
  [
    'national id',
    /\bnational (id|identity|identification)\b|\b(id|identity) card\b|\bsocial security( number)?\b|\b\d{5} \d{7} \d\b|\bpersonalausweis\b/,
  ],
];

/** Terms of work in which such a word means something else; taken out of a sentence before it is judged. */
const INNOCENT = new RegExp(
  `\\b(${[
    'race (conditions?|engineering|cars?)',
    '(country|certificates?|rules) of origin',
    '(cross|same) origin',
    'sex education',
    '(gender|religious|ethnic|disability) studies',
    'disability (services|support|insurance|law|claims)',
    'maternity (nursing|ward|care|unit)',
    'photo (editing|retouching|lab)',
    'man (hours?|days?)',
    '(work(ing)? with|care (of|for)|caring for|teaching) (children|kids)',
    'marriage (counsell?ing|therapy)',
    'passport control',
  ].join('|')})\\b`,
  'g',
);

/** Words that turn an attribute into a demand without adding a skill: "male candidates only", "age under 30". */
const DEMAND_WORDS = new Set(
  `a an the of or and no not non only must be is should have has with candidate candidates applicant applicants person people staff status details number
  required preferred requirement limit range group under over below above max min maximum minimum between to years old`.split(/\s+/),
);

/** Wordings that often stand in for a protected attribute. Legitimate now and then, so they warn. */
const PROXIES: readonly (readonly [standsFor: string, phrase: RegExp])[] = [
  [
    'origin',
    /\bnative( level)? (speakers?|english|german|french|language|tongue)\b|\bmother tongue\b|\bmuttersprach\w*|\blangue maternelle\b|\blengua materna\b|\baccent( free)?\b/,
  ],
  [
    'age',
    /\brecent(ly)? graduat\w+|\b(new|fresh) grad(uate)?s?\b|\bfreshers?\b|\byoung\w*\b|\byouthful\b|\bdigital natives?\b|\benergetic\b|\boverqualified\b/,
  ],
  ['age', /\bgraduat(ed|ion) (year|after|before|in)\b|\bjunge[rsn]?\b|\bmillennials?\b|\bgen z\b|\b(under|over|below|above) \d{2}$/],
  ['family status or health', /\bgaps?\b|\bcareer breaks?\b|\bunemployed\b|\bcontinuous(ly)? employ\w+|\binterruptions?\b/],
  [
    'origin or wealth',
    /\bzip ?codes?\b|\bpost(al)? ?codes?\b|\bneighbou?rhoods?\b|\bivy league\b|\b(elite|top|prestigious)\b.*\b(schools?|colleges?|universit\w+)\b/,
  ],
  [
    'origin or wealth',
    /\b(harvard|stanford|yale|princeton|oxford|lums|iit)\b|\b(university|college|school) of \w+|\b\w+ (university|college|high school)\b|\balumn(us|a|i|ae)\b/,
  ],
  ['origin or religion', /\bcultur(al|e) fit\b|\blocals? only\b|\bhijab\b|\bheadscarf\b|\bbeard\b|\b(sur|last )names?\b/],
  ['disability', /\bable bodied\b|\bphysically fit\b|\bperfect health\b|\bno sick (days|leave)\b/],
];

/** The protected attribute that a short name (of a skill, language or place) stands for, or null. "Photo editing" is a skill, "photo" is none. */
export function attributeNamed(name: string): string | null {
  const words = plain(name);
  const attribute = attributeIn(words);
  if (attribute === null || ATTRIBUTE_PHRASES.some(([, pattern]) => pattern.test(words))) return attribute;
  return words.split(' ').every((word) => ATTRIBUTE_OF.has(word) || DEMAND_WORDS.has(word) || /^\d+$/.test(word)) ? attribute : null;
}

/** The protected attribute that a sentence asks about, or null. */
export function attributeAsked(sentence: string): string | null {
  return attributeIn(plain(sentence).replace(INNOCENT, ' '));
}

/** The protected attribute that a wording often stands in for, or null. */
export function proxyFor(text: string): string | null {
  const words = plain(text);
  return PROXIES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

function attributeIn(words: string): string | null {
  const phrase = ATTRIBUTE_PHRASES.find(([, pattern]) => pattern.test(words));
  if (phrase) return phrase[0];
  const found = words.split(/\s+/).find((word) => ATTRIBUTE_OF.has(word));
  return found === undefined ? null : (ATTRIBUTE_OF.get(found) ?? null);
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

const ATTRIBUTE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(ATTRIBUTE_WORDS).flatMap(([attribute, words]) =>
    words.split(/\s+/).map((word): [string, string] => [plain(word), attribute]),
  ),
);
