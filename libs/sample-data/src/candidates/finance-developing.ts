import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the finance job from neighbouring work: accounting, audit, banking, data. */
export const financeDeveloping: readonly SampleCandidate[] = [
  {
    job: 'financial-analyst',
    format: 'pdf/two-column',
    content: {
      name: 'Kwame Mensah',
      headline: 'Accountant',
      email: 'kwame.mensah@example.org',
      phone: '+44 20 7946 0419',
      location: 'Accra, Ghana',
      links: ['linkedin.com/in/example-kwame-mensah'],
      summary:
        'Accountant with six years in trading companies. Exact, calm at the end of the quarter, and at home in Microsoft Excel and SAP.',
      roles: [
        {
          title: 'Accountant',
          organization: 'Volta Cocoa Traders',
          location: 'Accra',
          from: '2019-08',
          to: null,
          bullets: [
            'Close the books of three companies every month in SAP.',
            'Prepare yearly statements under IFRS and the papers for the auditors.',
            'Built the cash plan in Microsoft Excel.',
          ],
        },
      ],
      education: [{ degree: 'Bachelor of Science in Accounting', institution: 'Cape Coast Business School', from: 2015, to: 2019 }],
      skills: ['Accounting', 'Microsoft Excel', 'SAP', 'IFRS', 'Budgeting', 'Taxation'],
      languages: [
        { name: 'English', level: 'native' },
        { name: 'Twi', level: 'native' },
      ],
      certifications: ['Chartered Accountant, Institute of Chartered Accountants (Ghana)'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'docx/plain',
    content: {
      name: 'Zainab Bukhari',
      headline: 'Audit Associate',
      email: 'zainab.bukhari@example.net',
      phone: '+92 334 0006153',
      location: 'Islamabad, Pakistan',
      links: [],
      nationalId: '61101-0006153-2',
      summary: 'Audit associate with two years of field work in manufacturing and transport, studying for the last ACCA papers.',
      roles: [
        {
          title: 'Audit Associate',
          organization: 'Margalla Audit Partners',
          location: 'Islamabad',
          from: '2023-07',
          to: null,
          bullets: [
            'Audit transport and cement companies under IFRS.',
            'Test controls and sample ledgers with Microsoft Excel and SQL.',
            'Wrote the review of one client’s budgeting and forecasting.',
          ],
        },
      ],
      education: [
        {
          degree: 'Bachelor of Science in Accounting and Finance',
          institution: 'Capital University of Commerce, Islamabad',
          from: 2019,
          to: 2023,
        },
      ],
      skills: ['Auditing', 'IFRS', 'Microsoft Excel', 'SQL', 'Internal Controls'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['ACCA, nine papers passed'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'pdf/compact',
    content: {
      name: 'Daniel Cohen-Levi',
      headline: 'Data Analyst',
      email: 'daniel.cohenlevi@example.com',
      phone: '+1 202 555 0167',
      location: 'Boston, United States',
      links: ['https://github.com/example-daniel', 'https://daniel.example.com'],
      summary:
        'Data analyst with five years in retail. SQL every day, dashboards every week, and a forecasting model that the buyers trust.',
      roles: [
        {
          title: 'Data Analyst',
          organization: 'Beacon Street Outfitters',
          location: 'Boston',
          from: '2020-11',
          to: null,
          bullets: [
            'Built sales forecasting in Python for 90 shops.',
            'Maintain 40 dashboards in Power BI on a SQL warehouse.',
            'Teach buyers pivot tables in Microsoft Excel.',
          ],
        },
      ],
      education: [{ degree: 'Bachelor of Science in Statistics', institution: 'Charles River College', from: 2016, to: 2020 }],
      skills: ['SQL', 'Python', 'Power BI', 'Forecasting', 'Microsoft Excel', 'Statistics'],
      languages: [
        { name: 'English', level: 'native' },
        { name: 'Hebrew', level: 'B2' },
      ],
      certifications: ['Microsoft Certified: Power BI Data Analyst Associate'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'txt',
    content: {
      name: 'Usman Tariq',
      headline: 'Relationship Officer',
      email: 'usman.tariq@example.com',
      phone: '+92 315 0003971',
      location: 'Karachi, Pakistan',
      links: [],
      summary: 'Bank officer with four years at the counter and in small business credit. I read balance sheets and write credit memos.',
      roles: [
        {
          title: 'Relationship Officer',
          organization: 'Saddar Commercial Bank',
          location: 'Karachi',
          from: '2021-05',
          to: null,
          bullets: [
            'Look after 80 small businesses and write their credit memos.',
            'Check statements and cash plans in Microsoft Excel.',
            'Open accounts and settle complaints.',
          ],
        },
      ],
      education: [{ degree: 'Associate Degree in Commerce', institution: 'Saddar College of Commerce, Karachi', from: 2018, to: 2020 }],
      skills: ['Credit Analysis', 'Microsoft Excel', 'Customer Service', 'Financial Statements'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'English', level: 'B2' },
      ],
      certifications: [],
    },
  },
];
