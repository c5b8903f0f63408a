import { MONTH_NAMES, Random, madeUpPerson } from '@shortlist/sample-data';
import type { ResumeContent } from '@shortlist/sample-data';

/** A resume with everything that tells who somebody is, and a list of it. All of it is made up. */
export interface PersonalResume {
  readonly text: string;
  /** Strings that may stand in no prompt, however they are spaced and written. */
  readonly whole: readonly string[];
  /** What the camera wrote into the photo: artist, serial number, place. All of it is among `whole`. */
  readonly photo: readonly string[];
  /** The person and a reference. Names, whose parts may stand in no prompt as words. */
  readonly names: readonly string[];
  /** What the person does, which a prompt shall hold: the skills. */
  readonly skills: readonly string[];
  /** Everything that says what the work was: a part of a name that stands there as an ordinary word is no secret. */
  readonly work: string;
}

/** Names of many scripts, of one part and of many, with particles, marks and hyphens, and some that are words of a trade. */
const NAMES = [
  ...[
    'José Ángel Núñez Ibáñez',
    'Łukasz Żółkiewski',
    'Nguyễn Thị Hồng Nhung',
    'Müge Çağlayan-Öztürk',
    'Jürgen Weißmüller',
    'Siobhán O’Sullivan',
    "Conor O'Rourke",
  ],
  ...[
    'Anne-Marie Lefèvre',
    'Pieter van der Berg',
    'Maria de la Cruz Villanueva',
    'Þórunn Sigurðardóttir',
    'Zdeněk Dvořáček',
    'Ștefan Țepeluș',
    'Oluwaseun Adébáyọ̀',
  ],
  ...[
    'Muhammad Bilal Qureshi',
    'Ayesha Siddiqui',
    'Priyanka Raghunathan',
    'Sukarnoputri',
    'Venkatasubramanian Iyer',
    'Kwame Nkansah-Boateng',
    'Tāne Mahutonga',
  ],
  ...['محمد عبدالرحمن القحطاني', 'فاطمة الزهراء بنعلي', 'عائشہ صدیقی', 'بلال احمد قریشی', 'مریم حسینی', 'אורית כהן־לוי'],
  ...['प्रियंका शर्मा', 'राजेश कुमार वर्मा', 'সুমিতা চট্টোপাধ্যায়', 'கார்த்திகேயன் சுப்பிரமணியன்', 'สมชาย วงศ์สวัสดิ์', 'ნინო ბერიძე', 'Արամ Խաչատրյան'],
  ...[
    'Екатерина Владимировна Кузнецова',
    'Олександр Шевченко',
    'Γιώργος Παπαδόπουλος',
    '王小明',
    '欧阳娜娜',
    '山田太郎',
    'さとう はなこ',
    '김민준',
    '남궁서연',
  ],
  ...['Ruby Python', 'Rose Sharp', 'Grace Java', 'Max Power', 'Mark Sales', 'Carol Banker', 'Scala Rossi'],
] as const;
const REFERENCES = [
  'Ingeborg Zweigelt',
  'Tariq Mehmood Janjua',
  'Wilhelmina Featherstonehaugh',
  'Baltasar Echeverría',
  'Hui-Ling Tsaiyuan',
  'Ekaterini Vassilakou',
] as const;
const STREETS = [
  '221 Baker Street, London NW1 6XE',
  'House # 12, Block C, Model Town, Lahore',
  'Flat 4B, Sunrise Apartments, 18 Marine Drive, Mumbai 400020',
  'Hauptstraße 12, 10115 Berlin',
  '14, rue de la République, 69002 Lyon',
  'Calle de Alcalá 45, 28014 Madrid',
  'P.O. Box 4471, Nairobi',
  'Via Giuseppe Garibaldi 9, 20121 Milano',
] as const;
const CAMERAS = ['Canon EOS 5D Mark IV', 'NIKON D750', 'iPhone 15 Pro'] as const;

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.between(0, 9)).join('');

/** The same for the same seed. The employer tells the resume from the others. */
export function personalResume(seed: number): PersonalResume {
  const random = new Random(seed + 104_729);
  const work = madeUpPerson(seed);
  const name = random.pick(NAMES);
  const person = detailsOf(random, seed, name);
  const { email, phone: first, second, id, birth, street, links, photo, referee } = person;
  const made = [photo.artist, photo.serial, photo.gps];
  const top = [name, work.headline, '', ...contact(random, person), ''];
  const summary = `${name} is a ${work.summary.charAt(0).toLowerCase()}${work.summary.slice(1)}`;
  const lines = [
    ...[...top, 'SUMMARY', summary, ''],
    ...['EXPERIENCE', ...experience(work, seed, random, { name, email, phone: second, link: links[1] as string }), ''],
    ...['EDUCATION', ...work.education.map(({ degree, institution, from, to }) => `${degree}, ${institution}, ${from} - ${to}`), ''],
    ...['SKILLS', work.skills.join(', '), '', 'LANGUAGES', 'English (C1), Urdu (native)', ''],
    ...['REFERENCES', `${referee.name}, Head of Operations`, `Phone: ${referee.phone}`, `E-mail: ${referee.email}`],
  ];
  return {
    text: lines.join('\n'),
    whole: [email, first, second, ...id.written, ...birth.written, street, ...links, ...made, referee.email, referee.phone],
    photo: made,
    names: [name, referee.name],
    skills: work.skills,
    work: JSON.stringify([work.headline, work.roles, work.education, work.skills, work.languages, work.certifications]),
  };
}

function detailsOf(random: Random, seed: number, name: string): Contact {
  const reference = random.pick(REFERENCES);
  const handle = `${slug(name) || 'person'}${seed}${digits(random, 3)}`;
  return {
    name,
    email: `${handle}@${random.pick(['mail.example.org', 'example.com', 'post.example.de'])}`,
    phone: phone(random),
    second: phone(random),
    id: nationalId(random),
    birth: birthDate(random),
    street: random.pick(STREETS),
    links: [`https://www.linkedin.com/in/${handle}`, `github.com/${handle}`, `${handle}.example.io/cv`, `@${handle}`],
    photo: { artist: `${handle}-studio`, serial: digits(random, 12), gps: `31.${digits(random, 6)}, 74.${digits(random, 6)}` },
    referee: { name: reference, email: `${slug(reference)}.${seed}@referee.example.net`, phone: phone(random) },
  };
}

interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly second: string;
  readonly id: { readonly label: string; readonly written: readonly string[] };
  readonly birth: { readonly label: string; readonly written: readonly string[] };
  readonly street: string;
  readonly links: readonly string[];
  readonly photo: { readonly artist: string; readonly serial: string; readonly gps: string };
  readonly referee: { readonly name: string; readonly email: string; readonly phone: string };
}

/** The top of the resume, as a block, as a line, or as a table of labels. */
function contact(random: Random, { name, email, phone: number, id, birth, street, links, photo }: Contact): string[] {
  const labelled = [`Name: ${name}`, `E-mail: ${email}`, `Phone: ${number}`, `Address: ${street}`, ...links];
  const line = [`${email} | ${number} | ${links[0]}`, street, ...links.slice(1)];
  return [
    ...(random.next() < 0.5 ? labelled : line),
    `${birth.label}: ${birth.written[0]}`,
    `${id.label}: ${id.written[0]}`,
    ...(random.next() < 0.3 ? [`Photo: ${random.pick(CAMERAS)}, Artist ${photo.artist}, Serial ${photo.serial}, GPS ${photo.gps}`] : []),
  ];
}

/** Where people write about themselves as somebody else would, and put a number, an address or a link into what they did. */
function experience(
  { roles }: ResumeContent,
  seed: number,
  random: Random,
  own: { readonly name: string; readonly email: string; readonly phone: string; readonly link: string },
): string[] {
  const asides = [
    `${own.name} led a team of ${random.between(2, 20)} and trained newcomers`,
    `Published the tools as ${own.link} for everybody`,
    `Reachable on call at ${own.phone} during night shifts`,
    `Answered customers as ${own.email} in two languages`,
  ];
  return roles.flatMap(({ title, location, from, to, bullets }, at) => [
    `${title}, Works${seed}x Ltd, ${location}`,
    `${from.slice(0, 4)} - ${to === null ? 'Present' : to.slice(0, 4)}`,
    ...bullets.map((bullet) => `- ${bullet}`),
    ...(at === 0 ? random.sample(asides, random.between(0, 2)).map((aside) => `- ${aside}`) : []),
  ]);
}

function phone(random: Random): string {
  const [a, b, c] = [digits(random, 3), digits(random, 3), digits(random, 4)];
  return random.pick([
    `+92 300 ${b}${c}`,
    `+1 (${random.between(200, 989)}) ${b}-${c}`,
    `+49 30 ${a} ${b} ${c}`,
    `0300-${b}${c}`,
    `+44 20 7${a} ${c}`,
    `(0${a}) ${b} ${c}`,
    `+971.50.${b}.${c}`,
  ]);
}

function nationalId(random: Random): Contact['id'] {
  const [a, b, c] = [digits(random, 5), digits(random, 7), digits(random, 4)];
  return random.pick([
    { label: 'CNIC', written: [`42${a.slice(2)}-${b}-${random.between(1, 9)}`] },
    { label: 'SSN', written: [`${random.between(100, 772)}-${random.between(10, 99)}-${c}`] },
    { label: 'Aadhaar', written: [`${random.between(2000, 9999)} ${digits(random, 4)} ${c}`] },
    { label: 'PAN No', written: [`ABCPK${c}Q`] },
    { label: 'Passport No', written: [`AB${b}`] },
    { label: 'National Insurance', written: [`QQ ${digits(random, 2)} ${digits(random, 2)} ${digits(random, 2)} C`] },
    { label: 'DNI', written: [`${digits(random, 8)}Z`] },
    { label: 'CPF', written: [`${digits(random, 3)}.${digits(random, 3)}.${digits(random, 3)}-${digits(random, 2)}`] },
  ]);
}

function birthDate(random: Random): Contact['birth'] {
  const [day, month, year] = [random.between(1, 28), random.between(1, 12), random.between(1960, 2003)];
  const two = (number: number): string => String(number).padStart(2, '0');
  return random.pick([
    { label: 'Date of Birth', written: [`${day} ${MONTH_NAMES[month - 1]} ${year}`] },
    { label: 'DOB', written: [`${two(day)}/${two(month)}/${year}`] },
    { label: 'Geburtsdatum', written: [`${two(day)}.${two(month)}.${year}`] },
    { label: 'Born', written: [`${MONTH_NAMES[month - 1]} ${day}, ${year}`] },
    { label: 'Fecha de nacimiento', written: [`${day}/${month}/${year}`] },
    { label: 'تاریخ پیدائش', written: [`${year}-${two(month)}-${two(day)}`] },
  ]);
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
