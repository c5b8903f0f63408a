import { Injectable } from '@nestjs/common';
import { CodedError, Environment, UnitOfWork, httpVariables, newId } from '@shortlist/platform';
import { templateProblems, templateRefused } from '../domain/custom-template.js';
import type { CustomTemplate } from '../domain/custom-template.js';
import { CANDIDATE_TEMPLATES } from '../domain/message.js';
import type { CandidateTemplate } from '../domain/message.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { TemplateRepository } from '../persistence/template.repository.js';
import type { TemplatesVersion } from '../persistence/template.repository.js';
import { MessageTemplates } from '../templates/message-templates.js';
import type { RenderedMessage } from '../templates/message-templates.js';

export interface TemplateView extends CustomTemplate {
  readonly id: CandidateTemplate;
  /** The organization's own words, not the built-in ones. */
  readonly customized: boolean;
}

export interface TemplatesView extends Omit<TemplatesVersion, 'templates'> {
  readonly templates: readonly TemplateView[];
}

/** What candidates are written, and how it looks. */
@Injectable()
export class TemplatesQuery {
  private readonly publicUrl: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateRepository,
    private readonly copies: CopiesRepository,
    private readonly messageTemplates: MessageTemplates,
    environment: Environment,
  ) {
    this.publicUrl = environment.read(httpVariables).PUBLIC_URL;
  }

  async read(organizationId: string): Promise<TemplatesView> {
    const current = await this.unitOfWork.run({ organizationId }, (tx) => this.templates.current(tx));
    const templates = CANDIDATE_TEMPLATES.map((id) => {
      const own = current.templates[id];
      return { id, ...(own ?? this.messageTemplates.builtIn(id)), customized: own !== undefined };
    });
    return { ...current, templates };
  }

  /** The mail to a made-up candidate, in the words that are in use where the draft gives none. Throws `notifications.template_refused`. */
  async preview(organizationId: string, id: string, draft: Partial<CustomTemplate>): Promise<RenderedMessage> {
    const template = CANDIDATE_TEMPLATES.find((name) => name === id);
    if (!template) throw new CodedError('notifications.template_not_found', 'not_found', 'There is no such template.');
    const { own, organization } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      own: (await this.templates.current(tx)).templates[template],
      organization: (await this.copies.organizationName(tx)) ?? 'Your organization',
    }));
    const trackingUrl = `${this.publicUrl}/api/v1/applications/${newId()}/track?token=example`;
    const values = { name: 'Ada Example', jobTitle: 'Software Engineer', organization, trackingUrl };
    if (!own && draft.subject === undefined && draft.text === undefined) return this.messageTemplates.render(template, values);
    const words = { ...(own ?? this.messageTemplates.builtIn(template)), ...draft };
    const errors = templateProblems(template, words, '');
    if (errors.length > 0) throw templateRefused(errors);
    return this.messageTemplates.renderCustom(words, values);
  }
}
