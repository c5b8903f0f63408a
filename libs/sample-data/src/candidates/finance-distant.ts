import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the finance job whose work is something else. */
export const financeDistant: readonly SampleCandidate[] = [
  {
    job: 'financial-analyst',
    format: 'pdf/sidebar',
    content: {
      name: 'Renée Dubois',
      headline: 'Marketing Manager',
      email: 'renee.dubois@example.net',
      phone: '+33 1 99 00 77 02',
      location: 'Marseille, France',
      links: ['https://renee.example.net'],
      summary: 'Marketing manager for travel brands with nine years of experience. Campaigns, brand and the budget that pays for them.',
      roles: [
        {
          title: 'Marketing Manager',
          organization: 'Calanques Voyages',
          location: 'Marseille',
          from: '2020-02',
          to: null,
          bullets: [
            'Lead a team of five and a yearly budget of EUR 1.4 million.',
            'Brought bookings through search from 18 to 31 percent.',
            'Run the newsletter of 220,000 readers.',
          ],
        },
        {
          title: 'Marketing Associate',
          organization: 'Provence Cruises',
          location: 'Toulon',
          from: '2016-09',
          to: '2020-01',
          bullets: ['Wrote campaigns in three languages.', 'Organized the presence at 25 fairs.'],
        },
      ],
      education: [{ degree: 'Master of Arts in Communication', institution: 'Institut de Communication du Sud', from: 2011, to: 2016 }],
      skills: ['Brand Management', 'Search Engine Optimization', 'Google Analytics', 'Copywriting', 'Budgeting'],
      languages: [
        { name: 'French', level: 'native' },
        { name: 'English', level: 'C1' },
        { name: 'Italian', level: 'B2' },
      ],
      certifications: ['Google Ads Search Certification'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'docx/table',
    content: {
      name: 'Hiroshi Tanaka',
      headline: 'Mechanical Engineer',
      email: 'hiroshi.tanaka@example.org',
      phone: '+1 202 555 0134',
      location: 'Nagoya, Japan',
      links: [],
      summary: 'Mechanical engineer for pumps and valves with twelve years of experience in design and test.',
      roles: [
        {
          title: 'Senior Mechanical Engineer',
          organization: 'Chubu Pump Works',
          location: 'Nagoya',
          from: '2017-04',
          to: null,
          bullets: ['Design pumps in SolidWorks and prove them on the test stand.', 'Hold four patents on seals.'],
        },
        {
          title: 'Mechanical Engineer',
          organization: 'Tokai Valve',
          location: 'Toyohashi',
          from: '2013-04',
          to: '2017-03',
          bullets: ['Calculated stresses with ANSYS.', 'Wrote test reports for ships’ valves.'],
        },
      ],
      education: [{ degree: 'Master of Engineering in Mechanical Engineering', institution: 'Ise Bay University', from: 2007, to: 2013 }],
      skills: ['SolidWorks', 'ANSYS', 'Mechanical Design', 'Fluid Dynamics', 'Project Management'],
      languages: [
        { name: 'Japanese', level: 'native' },
        { name: 'English', level: 'B2' },
      ],
      certifications: [],
    },
  },
  {
    job: 'financial-analyst',
    format: 'txt',
    content: {
      name: 'Amara Nwosu',
      headline: 'Registered Nurse',
      email: 'amara.nwosu@example.com',
      phone: '+44 20 7946 0740',
      location: 'Leeds, United Kingdom',
      links: [],
      summary: 'Intensive care nurse with six years in two hospitals. Calm, exact, and good at explaining.',
      roles: [
        {
          title: 'Intensive Care Nurse',
          organization: 'Aire Valley Hospital',
          location: 'Leeds',
          from: '2019-10',
          to: null,
          bullets: [
            'Care for ventilated patients in a unit of 16 beds.',
            'Train new nurses in patient safety.',
            'Keep the rota of 40 people in Microsoft Excel.',
          ],
        },
      ],
      education: [{ degree: 'Bachelor of Nursing', institution: 'Pennine University', from: 2016, to: 2019 }],
      skills: ['Intensive Care', 'Patient Safety', 'Mechanical Ventilation', 'Medication Administration'],
      languages: [
        { name: 'English', level: 'native' },
        { name: 'Igbo', level: 'B2' },
      ],
      certifications: ['Advanced Life Support'],
    },
  },
];
