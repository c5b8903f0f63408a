import type { SampleCandidate } from '../sample-candidate.js';

/** Applicants to the finance job who have done it before. */
export const financeExperienced: readonly SampleCandidate[] = [
  {
    job: 'financial-analyst',
    format: 'pdf/sidebar',
    content: {
      name: 'Fatima Zahra Sheikh',
      headline: 'Senior Financial Analyst',
      email: 'fatima.sheikh@example.com',
      phone: '+92 345 0007712',
      location: 'Karachi, Pakistan',
      links: ['linkedin.com/in/example-fatima-sheikh'],
      nationalId: '42301-0007712-8',
      summary:
        'Financial analyst with seven years in shipping and consumer goods. I own forecasts that hold, explain variances in words that port managers use, and build the models behind both.',
      roles: [
        {
          title: 'Senior Financial Analyst',
          organization: 'Arabian Sea Shipping',
          location: 'Karachi',
          from: '2021-01',
          to: null,
          bullets: [
            'Own budgeting and forecasting for four business lines with revenue of USD 310 million.',
            'Built the financial modeling standard of the company in Microsoft Excel; the board decides on new routes with it.',
            'Draw the monthly figures from SAP with SQL and show them in Power BI.',
            'Brought the error of the forecast from 11 to 4 percent in two years.',
          ],
        },
        {
          title: 'Financial Analyst',
          organization: 'Sunehri Foods',
          location: 'Karachi',
          from: '2018-02',
          to: '2020-12',
          bullets: [
            'Prepared budgeting rounds and monthly forecasting for twelve brands in Microsoft Excel and SAP.',
            'Wrote the variance analysis of the monthly report under IFRS.',
          ],
        },
      ],
      education: [
        {
          degree: 'Master of Business Administration in Finance',
          institution: 'Seaview Institute of Business, Karachi',
          from: 2015,
          to: 2017,
        },
      ],
      skills: ['Financial Modeling', 'Forecasting', 'Budgeting', 'Microsoft Excel', 'SQL', 'Power BI', 'SAP', 'IFRS', 'Variance Analysis'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'English', level: 'C2' },
      ],
      certifications: ['ACCA member'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'docx/table',
    content: {
      name: 'Omar Farouk Haidari',
      headline: 'Finance Business Partner',
      email: 'omar.haidari@example.org',
      phone: '+92 312 0004465',
      location: 'Karachi, Pakistan',
      links: ['linkedin.com/in/example-omar-haidari'],
      summary:
        'Finance business partner for operations. Five years of planning, forecasting and budgeting, with models in Microsoft Excel that others can open and understand.',
      roles: [
        {
          title: 'Finance Business Partner',
          organization: 'Hamsafar Bus Company',
          location: 'Karachi',
          from: '2022-04',
          to: null,
          bullets: [
            'Run budgeting and forecasting for 600 buses and 14 depots in Microsoft Excel.',
            'Built the financial modeling for electric buses that won a loan of PKR 2 billion.',
            'Wrote SQL queries that replaced nine manual reports.',
          ],
        },
        {
          title: 'Planning Analyst',
          organization: 'Mehran Cement',
          location: 'Hyderabad',
          from: '2020-03',
          to: '2022-03',
          bullets: ['Kept the forecasting model of two plants in Microsoft Excel.', 'Prepared the yearly budgeting round in SAP.'],
        },
      ],
      education: [{ degree: 'Bachelor of Commerce in Accounting', institution: 'Mehran University of Commerce', from: 2015, to: 2019 }],
      skills: ['Financial Modeling', 'Forecasting', 'Budgeting', 'Microsoft Excel', 'SQL', 'SAP', 'Cost Accounting'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'Pashto', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['CMA, part 1 passed'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'pdf/single-column',
    content: {
      name: 'Hannah Müller-Schmidt',
      headline: 'Controller and Financial Analyst',
      email: 'hannah.mueller@example.net',
      phone: '+49 30 23125 418',
      location: 'Hamburg, Germany (ready to move to Karachi)',
      links: [],
      summary:
        'Controller in a container shipping line with eight years of experience in budgeting, forecasting and financial modeling. I worked in Karachi for a year and would like to return.',
      roles: [
        {
          title: 'Controller',
          organization: 'Elbtor Reederei',
          location: 'Hamburg',
          from: '2019-10',
          to: null,
          bullets: [
            'Lead the forecasting of 22 vessels, with financial modeling in Microsoft Excel.',
            'Report to the owners under IFRS with Power BI.',
            'Spent 2023 in the Karachi agency and set up its budgeting in SAP.',
          ],
        },
        {
          title: 'Junior Controller',
          organization: 'Speicherstadt Coffee Trading',
          location: 'Hamburg',
          from: '2017-09',
          to: '2019-09',
          bullets: ['Prepared budgeting and cost reports in Microsoft Excel.', 'Checked stock values each quarter.'],
        },
      ],
      education: [
        { degree: 'Master of Science in Business Administration', institution: 'Hanseatic University of Commerce', from: 2012, to: 2017 },
      ],
      skills: ['Financial Modeling', 'Forecasting', 'Budgeting', 'Microsoft Excel', 'Power BI', 'SAP', 'IFRS', 'Controlling'],
      languages: [
        { name: 'German', level: 'native' },
        { name: 'English', level: 'C1' },
        { name: 'Urdu', level: 'A2' },
      ],
      certifications: ['CFA level II candidate'],
    },
  },
  {
    job: 'financial-analyst',
    format: 'txt',
    content: {
      name: 'Şebnem Yıldız',
      headline: 'Financial Planning Analyst',
      email: 'sebnem.yildiz@example.com',
      phone: '+44 20 7946 0228',
      location: 'Istanbul, Türkiye',
      links: ['linkedin.com/in/example-sebnem'],
      summary: 'Planning analyst with four years in air freight. Financial modeling, forecasting and clear charts.',
      roles: [
        {
          title: 'Financial Planning Analyst',
          organization: 'Boğaz Air Cargo',
          location: 'Istanbul',
          from: '2021-09',
          to: null,
          bullets: [
            'Own the forecasting of fuel and handling costs with financial modeling in Microsoft Excel.',
            'Prepare the quarterly budgeting papers for the board.',
            'Moved 14 reports into Power BI.',
          ],
        },
      ],
      education: [{ degree: 'Bachelor of Arts in Economics', institution: 'Marmara School of Economics', from: 2016, to: 2020 }],
      skills: ['Financial Modeling', 'Forecasting', 'Budgeting', 'Microsoft Excel', 'Power BI', 'Economics'],
      languages: [
        { name: 'Turkish', level: 'native' },
        { name: 'English', level: 'C1' },
      ],
      certifications: [],
    },
  },
  {
    job: 'financial-analyst',
    format: 'docx/plain',
    content: {
      name: 'Sana Iqbal',
      headline: 'Financial Analyst',
      email: 'sana.iqbal@example.com',
      phone: '+92 301 0008834',
      location: 'Karachi, Pakistan',
      links: [],
      summary: 'Financial analyst with three years of experience in budgeting and reporting. Eager to do more modelling.',
      roles: [
        {
          title: 'Financial Analyst',
          organization: 'Bahria Textiles',
          location: 'Karachi',
          from: '2022-09',
          to: null,
          bullets: [
            'Prepare budgeting and forecasting for two mills in Microsoft Excel.',
            'Write the monthly cost report and explain its variances.',
            'Support the audit with schedules under IFRS.',
          ],
        },
      ],
      education: [
        { degree: 'Bachelor of Business Administration', institution: 'Seaview Institute of Business, Karachi', from: 2018, to: 2022 },
      ],
      skills: ['Forecasting', 'Budgeting', 'Microsoft Excel', 'IFRS', 'Cost Accounting', 'PowerPoint'],
      languages: [
        { name: 'Urdu', level: 'native' },
        { name: 'Sindhi', level: 'B2' },
        { name: 'English', level: 'C1' },
      ],
      certifications: ['ACCA, applied knowledge level'],
    },
  },
];
