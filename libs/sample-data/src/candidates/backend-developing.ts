import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the backend job who know part of its stack, or all of it for too short a time. Two of them are equals. */
export const backendDeveloping: readonly SampleCandidate[] = [
  {
    job: 'backend-engineer',
    format: 'pdf/compact',
    content: {
      name: 'Zoë Vandenberghe',
      headline: 'Full-Stack Developer',
      email: 'zoe.vandenberghe@example.net',
      phone: '+44 20 7946 0317',
      location: 'Ghent, Belgium',
      links: ['https://github.com/example-zoe'],
      summary:
        'Full-stack developer with four years of TypeScript in front and back. Looking for a role with more backend and larger systems.',
      roles: [
        {
          title: 'Full-Stack Developer',
          organization: 'Leie Interactive',
          location: 'Ghent',
          from: '2022-01',
          to: null,
          bullets: [
            'Build booking portals in TypeScript with React in front and Node.js behind.',
            'Keep the data in PostgreSQL and write its migrations.',
            'Set up the build pipelines of the team on GitHub Actions.',
          ],
        },
        {
          title: 'Web Developer, intern',
          organization: 'Studio Kanaal',
          location: 'Bruges',
          from: '2021-07',
          to: '2021-12',
          bullets: ['Wrote pages in JavaScript and CSS for museums.'],
        },
      ],
      education: [{ degree: 'Bachelor of Applied Informatics', institution: 'Leie University College, Ghent', from: 2018, to: 2021 }],
      skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'React', 'Docker', 'GitHub Actions', 'JavaScript', 'CSS'],
      languages: [
        { name: 'Dutch', level: 'native' },
        { name: 'French', level: 'C1' },
        { name: 'English', level: 'C1' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'txt',
    content: {
      name: 'Hassan Raza Malik',
      headline: 'Software Engineer',
      email: 'hassan.malik@example.com',
      phone: '+92 333 0002290',
      location: 'Lahore, Pakistan',
      links: ['https://github.com/example-hassan'],
      nationalId: '35202-0002290-1',
      summary: 'Software engineer with experience in Node.js, Express and MongoDB, moving towards TypeScript.',
      roles: [
        {
          title: 'Software Engineer',
          organization: 'Ravi Softworks',
          location: 'Lahore',
          from: '2021-02',
          to: '2025-10',
          bullets: [
            'Wrote delivery services in JavaScript on Node.js with Express and MongoDB.',
            'Started the move of two services to TypeScript.',
            'Handled 30 support cases a month together with operations.',
          ],
        },
      ],
      education: [
        { degree: 'Bachelor of Science in Computer Science', institution: 'Model Town University, Lahore', from: 2016, to: 2020 },
      ],
      skills: ['JavaScript', 'Node.js', 'Express', 'MongoDB', 'TypeScript', 'Docker'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'Punjabi', level: 'native' },
        { name: 'English', level: 'B2' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'pdf/single-column',
    content: {
      name: 'Ingrid Solberg',
      headline: 'Backend Developer',
      email: 'ingrid.solberg@example.org',
      phone: '+44 20 7946 0561',
      location: 'Remote (Bergen, Norway)',
      links: ['https://github.com/example-ingrid'],
      summary: 'Backend developer with three years of TypeScript and Node.js in shipping. I write tests first and documents second.',
      roles: [
        {
          title: 'Backend Developer',
          organization: 'Fjordline Data',
          location: 'Bergen',
          from: '2022-08',
          to: '2025-12',
          bullets: ['Built port call services in TypeScript and Node.js on PostgreSQL.', 'Kept rate limits and sessions in Redis.'],
        },
      ],
      education: [{ degree: 'Bachelor of Science in Informatics', institution: 'Vestland University', from: 2019, to: 2022 }],
      skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'Redis', 'Docker'],
      languages: [
        { name: 'Norwegian', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'docx/plain',
    content: {
      name: 'Tomasz Wiśniewski',
      headline: 'Backend Developer',
      email: 'tomasz.wisniewski@example.org',
      phone: '+44 20 7946 0562',
      location: 'Remote (Gdynia, Poland)',
      links: ['https://github.com/example-tomasz'],
      summary:
        'Backend developer with three years of TypeScript and Node.js in ticketing. I measure before I change and write down what I found.',
      roles: [
        {
          title: 'Backend Developer',
          organization: 'Bursztyn Tickets',
          location: 'Gdynia',
          from: '2022-08',
          to: '2025-12',
          bullets: ['Built ticket services in TypeScript and Node.js on PostgreSQL.', 'Kept seat locks and sessions in Redis.'],
        },
      ],
      education: [
        { degree: 'Bachelor of Science in Informatics', institution: 'Kashubian University of Technology', from: 2019, to: 2022 },
      ],
      skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'Redis', 'Docker'],
      languages: [
        { name: 'Polish', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: [],
    },
  },
];
