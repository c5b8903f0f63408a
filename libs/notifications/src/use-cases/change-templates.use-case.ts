import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork, staleVersion } from '@shortlist/platform';
import type { ErrorItem, StaffPrincipal } from '@shortlist/platform';
import { templateProblems, templateRefused } from '../domain/custom-template.js';
import type { CustomTemplate } from '../domain/custom-template.js';
import type { CandidateTemplate } from '../domain/message.js';
import { TemplateRepository } from '../persistence/template.repository.js';

export interface TemplateChange extends CustomTemplate {
  readonly id: CandidateTemplate;
}

/** Makes a new version of what an organization writes to candidates; templates that it does not name are the built-in ones again. */
@Injectable()
export class ChangeTemplates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateRepository,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, userId }: StaffPrincipal, expectedVersion: number, changes: readonly TemplateChange[]): Promise<void> {
    const errors = changes.flatMap((change, index) => problemsOf(change, index, changes));
    if (errors.length > 0) throw templateRefused(errors);
    const templates = Object.fromEntries(changes.map(({ id, subject, text }) => [id, { subject, text }]));
    await this.unitOfWork.run({ organizationId }, async (tx) => {
      const { version } = await this.templates.current(tx);
      if (version !== expectedVersion) throw staleVersion('notifications.templates_changed');
      const next = { version: version + 1, templates, createdBy: userId, createdAt: this.clock.now() };
      await this.templates.insert(tx, organizationId, next);
    });
  }
}

function problemsOf(change: TemplateChange, index: number, changes: readonly TemplateChange[]): ErrorItem[] {
  const pointer = `/templates/${index}`;
  const problems = templateProblems(change.id, change, pointer);
  const isFirst = changes.findIndex(({ id }) => id === change.id) === index;
  if (isFirst) return problems;
  return [...problems, { pointer: `${pointer}/id`, code: 'notifications.template_twice', detail: 'Each template is given once.' }];
}
