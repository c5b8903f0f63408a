import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { fillIn, paragraphsOf } from '../domain/custom-template.js';
import type { CustomTemplate, PlaceholderValues } from '../domain/custom-template.js';
import { MESSAGE_TEMPLATES } from '../domain/message.js';
import type { CandidateTemplate, MessageTemplate } from '../domain/message.js';

export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface CompiledTemplate {
  readonly subject: Handlebars.TemplateDelegate;
  readonly text: Handlebars.TemplateDelegate;
  readonly html: Handlebars.TemplateDelegate;
}

/** How the built-in texts greet; `{{name}}` of custom ones does the same. */
const GREETED_NAME = '{{#if name}} {{name}}{{/if}}';

/**
 * The built-in mails, and those in an organization's own words. `<name>.text.hbs` starts with the line `Subject: …`; `<name>.html.hbs` is framed by `layout.html.hbs`.
 * A name that a template uses and the caller does not give is an error, never an empty gap.
 */
export class MessageTemplates {
  private readonly engine = Handlebars.create();
  private readonly custom: Handlebars.TemplateDelegate;
  private readonly compiled: ReadonlyMap<MessageTemplate, CompiledTemplate>;

  constructor() {
    this.engine.registerPartial('layout', read('layout.html.hbs'));
    this.engine.registerHelper('score', (value: number) => value.toFixed(2));
    this.custom = this.engine.compile(read('custom.html.hbs'), { strict: true });
    this.compiled = new Map(MESSAGE_TEMPLATES.map((name) => [name, this.compile(name)]));
  }

  render(name: MessageTemplate, facts: object): RenderedMessage {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`there is no template ${name}`);
    return {
      subject: oneLine(template.subject(facts)),
      text: template.text(facts),
      html: template.html(facts),
    };
  }

  /** A mail in an organization's own words, which only have places to fill in; its HTML part is made from the text. */
  renderCustom({ subject, text }: CustomTemplate, values: PlaceholderValues): RenderedMessage {
    return {
      subject: oneLine(fillIn(subject, values)),
      text: fillIn(text, values),
      html: this.custom({ organization: values.organization, paragraphs: paragraphsOf(text, values) }),
    };
  }

  /** The built-in words, as an organization would write them. */
  builtIn(name: CandidateTemplate): CustomTemplate {
    const { subject, text } = source(name);
    return { subject, text: text.replaceAll(GREETED_NAME, ' {{name}}') };
  }

  private compile(name: MessageTemplate): CompiledTemplate {
    const { subject, text } = source(name);
    const plain = { strict: true, noEscape: true };
    return {
      subject: this.engine.compile(subject, plain),
      text: this.engine.compile(text, plain),
      html: this.engine.compile(read(`${name}.html.hbs`), { strict: true }),
    };
  }
}

function source(name: MessageTemplate): CustomTemplate {
  const [, subject, text] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(read(`${name}.text.hbs`)) ?? [];
  if (subject === undefined || text === undefined) throw new Error(`${name}.text.hbs must start with "Subject: " and an empty line`);
  return { subject, text };
}

/** No value may start a header of its own. */
function oneLine(subject: string): string {
  return subject.replaceAll(/\s+/g, ' ').trim();
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
