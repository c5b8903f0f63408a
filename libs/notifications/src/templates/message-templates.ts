import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { MESSAGE_TEMPLATES } from '../domain/message.js';
import type { MessageTemplate } from '../domain/message.js';

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

/**
 * The built-in mails. `<name>.text.hbs` starts with the line `Subject: …`; `<name>.html.hbs` is framed by `layout.html.hbs`.
 * A name that a template uses and the caller does not give is an error, never an empty gap.
 */
export class MessageTemplates {
  private readonly engine = Handlebars.create();
  private readonly compiled: ReadonlyMap<MessageTemplate, CompiledTemplate>;

  constructor() {
    this.engine.registerPartial('layout', read('layout.html.hbs'));
    this.engine.registerHelper('score', (value: number) => value.toFixed(2));
    this.compiled = new Map(MESSAGE_TEMPLATES.map((name) => [name, this.compile(name)]));
  }

  render(name: MessageTemplate, facts: object): RenderedMessage {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`there is no template ${name}`);
    return {
      subject: template.subject(facts).replaceAll(/\s+/g, ' ').trim(),
      text: template.text(facts),
      html: template.html(facts),
    };
  }

  private compile(name: MessageTemplate): CompiledTemplate {
    const [, subject, text] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(read(`${name}.text.hbs`)) ?? [];
    if (subject === undefined || text === undefined) throw new Error(`${name}.text.hbs must start with "Subject: " and an empty line`);
    const plain = { strict: true, noEscape: true };
    return {
      subject: this.engine.compile(subject, plain),
      text: this.engine.compile(text, plain),
      html: this.engine.compile(read(`${name}.html.hbs`), { strict: true }),
    };
  }
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
