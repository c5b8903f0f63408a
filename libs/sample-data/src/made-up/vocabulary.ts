type Words = readonly [string, ...string[]];

/** What people of one trade are called, know and do. */
export interface Trade {
  readonly titles: Words;
  readonly skills: Words;
  /** Beginnings of bullets; a skill follows. */
  readonly tasks: Words;
  readonly fields: Words;
  readonly certifications: Words;
}

const software: Trade = {
  titles: ['Backend Engineer', 'Software Engineer', 'Senior Software Engineer', 'Full-Stack Developer', 'Platform Engineer'],
  skills: [
    'TypeScript',
    'Node.js',
    'PostgreSQL',
    'Apache Kafka',
    'NestJS',
    'Redis',
    'Kubernetes',
    'Terraform',
    'Docker',
    'Python',
    'Java',
    'Go',
    'React',
    'MongoDB',
    'GraphQL',
  ],
  tasks: [
    'Built order services with',
    'Cut response times by a third with',
    'Led the move of billing to',
    'Wrote the team guide to',
    'Kept the nightly imports running on',
  ],
  fields: ['Computer Science', 'Software Engineering', 'Information Systems'],
  certifications: ['AWS Certified Developer', 'Certified Kubernetes Administrator'],
};

const finance: Trade = {
  titles: ['Financial Analyst', 'Senior Financial Analyst', 'Controller', 'Accountant', 'Planning Analyst'],
  skills: [
    'Financial Modeling',
    'Forecasting',
    'Budgeting',
    'Microsoft Excel',
    'SQL',
    'Power BI',
    'SAP',
    'IFRS',
    'Accounting',
    'Auditing',
    'Variance Analysis',
  ],
  tasks: [
    'Prepared the monthly report with',
    'Halved the days to close with',
    'Trained the port offices in',
    'Answered for',
    'Reviewed eleven subsidiaries in',
  ],
  fields: ['Finance', 'Accounting', 'Economics'],
  certifications: ['ACCA member', 'CFA level I passed'],
};

const nursing: Trade = {
  titles: ['Registered Nurse', 'Intensive Care Nurse', 'Ward Manager'],
  skills: ['Intensive Care', 'Patient Safety', 'Wound Care', 'Medication Administration', 'Triage', 'Mechanical Ventilation'],
  tasks: ['Trained new colleagues in', 'Wrote the ward standard for', 'Answered on night shifts for', 'Led the audit of'],
  fields: ['Nursing', 'Health Sciences'],
  certifications: ['Advanced Life Support', 'Basic Life Support'],
};

const sales: Trade = {
  titles: ['Sales Manager', 'Account Executive', 'Key Account Manager'],
  skills: ['Negotiation', 'Salesforce', 'Customer Relationship Management', 'Market Research', 'Public Speaking', 'Microsoft Excel'],
  tasks: ['Won twelve new customers through', 'Grew the region by a fifth with', 'Introduced the team to', 'Reported every week on'],
  fields: ['Business Administration', 'Marketing'],
  certifications: ['Salesforce Certified Administrator', 'Certified Sales Professional'],
};

export const trades: readonly [Trade, ...Trade[]] = [software, finance, nursing, sales];

// Names and companies keep to letters that every format can print.
export const firstNames: Words = [
  'Ayesha',
  'Bilal',
  'Hira',
  'Kamran',
  'Sana',
  'Usman',
  'Priya',
  'Arjun',
  'Mei',
  'Wei',
  'Yuki',
  'Haruto',
  'Minh',
  'Linh',
  'Amara',
  'Kofi',
  'Wanjiru',
  'Tunde',
  'Leila',
  'Omar',
  'Noor',
  'Yusuf',
  'Elif',
  'Emre',
  'Anna',
  'Pavel',
  'Ingrid',
  'Lars',
  'Camille',
  'Hugo',
  'Lucia',
  'Mateo',
  'Ana',
  'Thiago',
  'Emily',
  'James',
  'Grace',
  'Samuel',
  'Ruth',
  'Daniel',
];

export const lastNames: Words = [
  'Siddiqui',
  'Qureshi',
  'Malik',
  'Sheikh',
  'Baloch',
  'Raman',
  'Patel',
  'Das',
  'Chen',
  'Lin',
  'Sato',
  'Mori',
  'Tran',
  'Pham',
  'Okafor',
  'Mensah',
  'Kamau',
  'Adeyemi',
  'Haddad',
  'Rahman',
  'Aziz',
  'Demir',
  'Kaya',
  'Novak',
  'Kowalska',
  'Solberg',
  'Berg',
  'Moreau',
  'Laurent',
  'Rossi',
  'Garcia',
  'Fernandez',
  'Silva',
  'Costa',
  'Walker',
  'Hughes',
  'Murphy',
  'Cohen',
  'Fischer',
  'Weber',
];

export const places: Words = [
  'Karachi, Pakistan',
  'Lahore, Pakistan',
  'Remote (Lisbon, Portugal)',
  'Remote (Nairobi, Kenya)',
  'Istanbul, Turkey',
  'Manila, Philippines',
  'Berlin, Germany',
  'Leeds, United Kingdom',
  'Toronto, Canada',
  'Lima, Peru',
];

export const organizations: Words = [
  'Amber Bridge',
  'Blue Heron',
  'Copper Lane',
  'Delta Orchard',
  'Evergate',
  'Fourth Harbour',
  'Granite Bay',
  'Hollow Oak',
  'Ivory Coastline',
  'Juniper Yard',
];

export const institutions: Words = [
  'Northern College',
  'Riverside University',
  'City Institute of Technology',
  'Coastal University',
  'Hillview College',
];

export const degrees: Words = ['Diploma in', 'Bachelor of Science in', 'Bachelor of Science in', 'Master of Science in'];

export const motherTongues: Words = [
  'Urdu',
  'Hindi',
  'Mandarin',
  'Japanese',
  'Swahili',
  'Arabic',
  'Turkish',
  'Polish',
  'French',
  'Spanish',
  'Portuguese',
];
