import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the backend job who know its whole stack, or all of it but one part. */
export const backendExperienced: readonly SampleCandidate[] = [
  {
    job: 'backend-engineer',
    format: 'pdf/single-column',
    content: {
      name: 'Ayesha Siddiqui',
      headline: 'Senior Backend Engineer',
      email: 'ayesha.siddiqui@example.com',
      phone: '+92 300 0001427',
      location: 'Karachi, Pakistan',
      links: ['https://github.com/example-ayesha', 'https://ayesha.example.com'],
      nationalId: '42201-0001427-6',
      summary:
        'Backend engineer with nine years of experience, six of them building event-driven systems in TypeScript and Node.js on PostgreSQL and Apache Kafka. I care about correct data, short runbooks and code that the next person can read.',
      roles: [
        {
          title: 'Senior Backend Engineer',
          organization: 'Quaydesk Payments',
          location: 'Karachi',
          from: '2021-03',
          to: null,
          bullets: [
            'Lead five engineers who run 14 services in TypeScript, Node.js and NestJS, settling 2.1 million payments a day.',
            'Moved settlement to Apache Kafka with an outbox in PostgreSQL; lost messages went from dozens a month to none in two years.',
            'Cut the 99th percentile of the ledger API from 900 ms to 120 ms with better PostgreSQL indexes and a Redis cache.',
            'Run everything on Kubernetes, described in Terraform; a new service reaches production in a day.',
          ],
        },
        {
          title: 'Backend Engineer',
          organization: 'Tarazoo Commerce',
          location: 'Karachi',
          from: '2018-06',
          to: '2021-02',
          bullets: [
            'Built order and stock services in TypeScript and Node.js with PostgreSQL for 400 shops.',
            'Introduced Apache Kafka for stock events, with consumers that stay correct when a message arrives twice.',
          ],
        },
        {
          title: 'Software Engineer',
          organization: 'Bytewright Solutions',
          location: 'Islamabad',
          from: '2016-07',
          to: '2018-05',
          bullets: ['Wrote REST services in JavaScript and Express for a telephone company.', 'Kept a nightly billing run in PostgreSQL.'],
        },
      ],
      education: [
        {
          degree: 'Bachelor of Science in Computer Science',
          institution: 'National College of Computing, Islamabad',
          from: 2012,
          to: 2016,
        },
      ],
      skills: ['TypeScript', 'Node.js', 'NestJS', 'PostgreSQL', 'Apache Kafka', 'Redis', 'Kubernetes', 'Terraform', 'Docker', 'GraphQL'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['Certified Kubernetes Application Developer (2023)'],
    },
  },
  {
    job: 'backend-engineer',
    format: 'pdf/two-column',
    content: {
      name: 'Mateo Fernández',
      headline: 'Backend Engineer, distributed systems',
      email: 'mateo.fernandez@example.net',
      phone: '+1 202 555 0143',
      location: 'Remote (Montevideo, Uruguay)',
      links: ['https://github.com/example-mateo'],
      summary:
        'I build services that keep working when their neighbours do not. Seven years with TypeScript and Node.js, most of them on PostgreSQL and Apache Kafka, always in remote teams.',
      roles: [
        {
          title: 'Staff Engineer',
          organization: 'Brightparcel',
          location: 'Remote',
          from: '2022-02',
          to: null,
          bullets: [
            'Own the tracking platform: 30 services in TypeScript on Node.js, 40,000 events a second through Apache Kafka.',
            'Split a PostgreSQL database of 6 TB into partitions without a minute of downtime.',
            'Mentor four engineers and write the design guide of the department.',
          ],
        },
        {
          title: 'Backend Developer',
          organization: 'Siete Mares Software',
          location: 'Montevideo',
          from: '2018-09',
          to: '2022-01',
          bullets: [
            'Developed booking services with Node.js, TypeScript, NestJS and PostgreSQL for ferry lines.',
            'Replaced polling by Apache Kafka and Redis; delayed bookings fell by 80 percent.',
            'Ran the services on Kubernetes.',
          ],
        },
      ],
      education: [
        { degree: 'Master of Science in Computer Engineering', institution: 'Technical Institute of Montevideo', from: 2012, to: 2018 },
      ],
      skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'Apache Kafka', 'NestJS', 'Redis', 'Kubernetes', 'Go', 'OpenTelemetry'],
      languages: [
        { name: 'Spanish', level: 'native' },
        { name: 'English', level: 'C2' },
        { name: 'Portuguese', level: 'B1' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'docx/plain',
    content: {
      name: 'Nguyễn Thị Mai',
      headline: 'Senior Software Engineer (Node.js)',
      email: 'mai.nguyen@example.org',
      phone: '+44 20 7946 0142',
      location: 'Remote (Da Nang, Vietnam)',
      links: ['linkedin.com/in/example-mai-nguyen'],
      summary:
        'Software engineer with eight years of experience in logistics and retail. Strong in TypeScript, Node.js and PostgreSQL; two years with Apache Kafka in production.',
      roles: [
        {
          title: 'Senior Software Engineer',
          organization: 'Lotus Freight',
          location: 'Da Nang',
          from: '2020-05',
          to: null,
          bullets: [
            'Design customs and routing services in TypeScript and Node.js, with PostgreSQL behind each of them.',
            'Keep the deployment on Kubernetes and its Terraform modules.',
          ],
        },
        {
          title: 'Software Engineer',
          organization: 'Sao Mai Retail Systems',
          location: 'Ho Chi Minh City',
          from: '2017-04',
          to: '2020-04',
          bullets: [
            'Built price and promotion services in Node.js and TypeScript on PostgreSQL.',
            'Ran Apache Kafka for 600 shops and wrote the consumers that keep prices equal everywhere.',
          ],
        },
      ],
      education: [{ degree: 'Bachelor of Engineering in Software Engineering', institution: 'Han River University', from: 2012, to: 2017 }],
      skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'Apache Kafka', 'Kubernetes', 'Terraform', 'Docker', 'Java'],
      languages: [
        { name: 'Vietnamese', level: 'native' },
        { name: 'English', level: 'B2' },
      ],
      certifications: ['AWS Certified Solutions Architect - Associate'],
    },
  },
  {
    job: 'backend-engineer',
    format: 'pdf/sidebar',
    content: {
      name: 'Bilal Ahmed Qureshi',
      headline: 'Backend Engineer',
      email: 'bilal.qureshi@example.com',
      phone: '+92 321 0005518',
      location: 'Karachi, Pakistan',
      links: ['https://github.com/example-bilal'],
      nationalId: '42101-0005518-3',
      summary:
        'Backend engineer who has spent six years on Node.js and TypeScript in banking. I know PostgreSQL from query plans to replication. Message queues so far with RabbitMQ.',
      roles: [
        {
          title: 'Backend Engineer',
          organization: 'Indus Digital Bank',
          location: 'Karachi',
          from: '2020-01',
          to: null,
          bullets: [
            'Develop account and card services in TypeScript, Node.js and NestJS on PostgreSQL.',
            'Built the card event pipeline on RabbitMQ and its reconciliation against the core ledger.',
            'Introduced contract tests; broken releases fell from five a quarter to none.',
            'Keep sessions and limits in Redis.',
          ],
        },
        {
          title: 'Junior Developer',
          organization: 'Kolachi Web Works',
          location: 'Karachi',
          from: '2018-08',
          to: '2019-12',
          bullets: ['Wrote web shops in JavaScript with Express and MySQL.', 'Moved three shops from shared hosting to Docker.'],
        },
      ],
      education: [
        {
          degree: 'Bachelor of Science in Software Engineering',
          institution: 'Clifton University of Technology, Karachi',
          from: 2014,
          to: 2018,
        },
      ],
      skills: ['TypeScript', 'Node.js', 'NestJS', 'PostgreSQL', 'RabbitMQ', 'Redis', 'Docker', 'JavaScript', 'MySQL'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'English', level: 'C1' },
        { name: 'Punjabi', level: 'B2' },
      ],
      certifications: [],
    },
  },
  {
    job: 'backend-engineer',
    format: 'docx/table',
    content: {
      name: 'Chinedu Okafor',
      headline: 'Senior Node.js Engineer',
      email: 'chinedu.okafor@example.org',
      phone: '+1 202 555 0188',
      location: 'Remote (Lagos, Nigeria)',
      links: ['https://github.com/example-chinedu', 'https://chinedu.example.org'],
      summary:
        'Ten years of backend work, the last five in TypeScript and Node.js. I like systems that are boring to operate. Experienced with Apache Kafka, PostgreSQL and the cloud that they run in.',
      roles: [
        {
          title: 'Senior Node.js Engineer',
          organization: 'Harmattan Mobility',
          location: 'Lagos',
          from: '2020-10',
          to: null,
          bullets: [
            'Run the dispatch services of 9,000 drivers in TypeScript and Node.js, fed by Apache Kafka.',
            'Keep trips in PostgreSQL with partitions by month and Redis for positions.',
            'Wrote the Terraform modules of all environments.',
          ],
        },
        {
          title: 'Backend Developer',
          organization: 'Palmline Telecom',
          location: 'Abuja',
          from: '2016-03',
          to: '2020-09',
          bullets: ['Wrote provisioning services in Java and Spring Boot on Oracle Database.', 'Led the move of reports to PostgreSQL.'],
        },
      ],
      education: [
        { degree: 'Bachelor of Science in Electrical Engineering', institution: 'Benue State Polytechnic', from: 2010, to: 2015 },
      ],
      skills: ['TypeScript', 'Node.js', 'Apache Kafka', 'PostgreSQL', 'Redis', 'Terraform', 'Java', 'Spring Boot', 'AWS'],
      languages: [
        { name: 'English', level: 'native' },
        { name: 'Igbo', level: 'native' },
      ],
      certifications: ['Confluent Certified Developer for Apache Kafka'],
    },
  },
];
