import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the backend job whose work is something else, near or far. */
export const backendDistant: readonly SampleCandidate[] = [
  {
    job: 'backend-engineer',
    format: 'pdf/two-column',
    content: {
      name: 'Priya Raghunathan',
      headline: 'Java Backend Developer',
      email: 'priya.raghunathan@example.com',
      phone: '+1 202 555 0119',
      location: 'Chennai, India',
      links: ['linkedin.com/in/example-priya-r'],
      summary: 'Java developer with seven years in insurance. Strong in Spring Boot and Apache Kafka; TypeScript only in training so far.',
      roles: [
        {
          title: 'Senior Java Developer',
          organization: 'Marina Insurance Technology',
          location: 'Chennai',
          from: '2021-06',
          to: null,
          bullets: [
            'Develop claims services in Java 21 and Spring Boot.',
            'Own the Apache Kafka topics of the claims department, 60 in all.',
            'Tune PostgreSQL for reports at the end of each month.',
          ],
        },
        {
          title: 'Java Developer',
          organization: 'Coromandel Systems',
          location: 'Chennai',
          from: '2018-07',
          to: '2021-05',
          bullets: ['Wrote policy services in Java on Oracle Database.', 'Automated releases with Jenkins.'],
        },
      ],
      education: [
        { degree: 'Bachelor of Engineering in Computer Science', institution: 'Adyar Engineering College', from: 2014, to: 2018 },
      ],
      skills: ['Java', 'Spring Boot', 'Apache Kafka', 'PostgreSQL', 'Oracle Database', 'Jenkins', 'Kubernetes'],
      languages: [
        { name: 'Tamil', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['Oracle Certified Professional, Java SE 17 Developer'],
    },
  },
  {
    job: 'backend-engineer',
    format: 'docx/table',
    content: {
      name: 'Lucas Moreau',
      headline: 'Frontend Developer',
      email: 'lucas.moreau@example.net',
      phone: '+33 1 99 00 41 27',
      location: 'Lyon, France',
      links: ['https://lucas.example.net'],
      summary: 'Frontend developer with an eye for detail. Five years of TypeScript, React and accessible design systems.',
      roles: [
        {
          title: 'Frontend Developer',
          organization: 'Atelier Confluence',
          location: 'Lyon',
          from: '2020-09',
          to: null,
          bullets: [
            'Build a design system of 70 components in TypeScript and React.',
            'Test with Playwright in three browsers on every change.',
            'Brought the accessibility audit of two portals from 61 to 98 points.',
          ],
        },
      ],
      education: [{ degree: 'Diploma in Web Development', institution: 'École du Web Lyonnaise', from: 2018, to: 2020 }],
      skills: ['TypeScript', 'React', 'CSS', 'HTML', 'Playwright', 'Figma', 'Storybook'],
      languages: [
        { name: 'French', level: 'native' },
        { name: 'English', level: 'B1' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'txt',
    content: {
      name: 'Grace Wanjiru Kamau',
      headline: 'Network and Systems Administrator',
      email: 'grace.kamau@example.org',
      phone: '+44 20 7946 0873',
      location: 'Nairobi, Kenya',
      links: [],
      summary: 'Systems administrator who keeps the servers, networks and backups of a hospital group running. I script what I do twice.',
      roles: [
        {
          title: 'Systems Administrator',
          organization: 'Upendo Hospital Group',
          location: 'Nairobi',
          from: '2017-03',
          to: null,
          bullets: [
            'Run 120 Linux servers and the network of seven clinics.',
            'Wrote backup and monitoring scripts in Bash and Python.',
            'Answer for restore drills; the last one took 40 minutes.',
          ],
        },
      ],
      education: [{ degree: 'Diploma in Information Technology', institution: 'Rift Valley Technical College', from: 2013, to: 2016 }],
      skills: ['Linux', 'Bash', 'Python', 'Networking', 'Nagios', 'VMware'],
      languages: [
        { name: 'Swahili', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['Red Hat Certified System Administrator'],
    },
  },
  {
    job: 'backend-engineer',
    format: 'pdf/compact',
    content: {
      name: 'Giulia Romano',
      headline: 'Pastry Chef',
      email: 'giulia.romano@example.net',
      phone: '+44 20 7946 0655',
      location: 'Turin, Italy',
      links: [],
      summary:
        'Pastry chef with eleven years in hotels and patisseries, now attending evening classes in programming and looking for a first step into software.',
      roles: [
        {
          title: 'Head Pastry Chef',
          organization: 'Grand Hotel Monviso',
          location: 'Turin',
          from: '2019-04',
          to: null,
          bullets: ['Lead six people and plan 300 desserts a day.', 'Cut food waste by a third with a weekly plan.'],
        },
        {
          title: 'Pastry Chef',
          organization: 'Pasticceria Nocciola',
          location: 'Alba',
          from: '2014-05',
          to: '2019-03',
          bullets: ['Made cakes, chocolate and bread.', 'Trained three apprentices.'],
        },
      ],
      education: [{ degree: 'Diploma in Pastry Arts', institution: 'Istituto Alberghiero di Cuneo', from: 2011, to: 2014 }],
      skills: ['Pastry', 'Menu planning', 'Food safety', 'Team leadership', 'HTML'],
      languages: [
        { name: 'Italian', level: 'native' },
        { name: 'English', level: 'B1' },
      ],
      certifications: ['HACCP food safety'],
    },
  },
];
