import { AlignmentType, HeadingLevel, LevelFormat, Paragraph, TextRun } from 'docx';
import type { INumberingOptions } from 'docx';
import type { ResumeContent } from '../../resume-content.js';
import { contactDetails, period, spoken } from '../wording.js';
import type { Wording } from '../wording.js';

const bulletList = 'bullets';

/** The list style that the sections refer to; the document has to carry it. */
export const numbering: INumberingOptions = {
  config: [
    {
      reference: bulletList,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 280, hanging: 200 }, spacing: { after: 20 } } },
        },
      ],
    },
  ],
};

/** The paragraphs of one section, heading included; none where the person has nothing to say. */
type Section = (content: ResumeContent, wording: Wording) => Paragraph[];

export function title(content: ResumeContent): Paragraph[] {
  return [
    new Paragraph({ text: content.name, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: [new TextRun({ text: content.headline, size: 24, color: '555555' })], spacing: { after: 80 } }),
  ];
}

/** One detail a line, for a narrow column. */
export const contactList: Section = (content, wording) => [
  heading(wording.headings.contact),
  ...contactDetails(content).map((text) => new Paragraph({ children: [new TextRun({ text, size: 17 })], spacing: { after: 40 } })),
];

export const summary: Section = (content, wording) => [heading(wording.headings.summary), new Paragraph({ text: content.summary })];

export const experience: Section = (content, wording) => [
  heading(wording.headings.experience),
  ...content.roles.flatMap((role) => [
    new Paragraph({ text: role.title, heading: HeadingLevel.HEADING_2, keepNext: true }),
    muted(`${role.organization}, ${role.location} | ${period(role, wording)}`),
    ...role.bullets.map(bullet),
  ]),
];

export const education: Section = (content, wording) =>
  content.education.length === 0
    ? []
    : [
        heading(wording.headings.education),
        ...content.education.flatMap((study) => [
          new Paragraph({ text: study.degree, heading: HeadingLevel.HEADING_2, keepNext: true }),
          muted(`${study.institution}, ${study.from} – ${study.to}`),
        ]),
      ];

/** Skills separated by commas: short, for a wide column. */
export const skillLine: Section = (content, wording) => [
  heading(wording.headings.skills),
  new Paragraph({ text: content.skills.join(', ') }),
];

/** One skill a line, for a narrow column. */
export const skillList: Section = (content, wording) => [heading(wording.headings.skills), ...content.skills.map(bullet)];

export const languages: Section = (content, wording) => [
  heading(wording.headings.languages),
  ...content.languages.map((language) => bullet(spoken(language))),
];

export const certifications: Section = (content, wording) =>
  content.certifications.length === 0 ? [] : [heading(wording.headings.certifications), ...content.certifications.map(bullet)];

function heading(text: string): Paragraph {
  return new Paragraph({ text, heading: HeadingLevel.HEADING_1, keepNext: true });
}

function bullet(text: string): Paragraph {
  return new Paragraph({ text, numbering: { reference: bulletList, level: 0 } });
}

function muted(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, italics: true, color: '555555' })], keepNext: true });
}
