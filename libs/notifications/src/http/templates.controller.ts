import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { Endpoint, IfMatch, InContext, Requires, StaffCaller, versioned } from '@shortlist/platform';
import type { Answer, StaffPrincipal } from '@shortlist/platform';
import { TemplatesQuery } from '../queries/templates.query.js';
import { ChangeTemplates } from '../use-cases/change-templates.use-case.js';
import { draftOf, TemplateDraftDto, TemplatePreviewDto, TemplatesChangeDto, TemplatesDto, toTemplatesDto } from './template.dto.js';

const REFUSED = { 'notifications.template_refused': 'rule' } as const;

@Controller('settings/templates')
@InContext('notifications')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesQuery,
    private readonly changeTemplates: ChangeTemplates,
  ) {}

  @Get()
  @Requires('template:read')
  @Endpoint({ summary: 'Read what candidates are written', answer: { status: 200, dto: TemplatesDto } })
  async read(@StaffCaller() caller: StaffPrincipal): Promise<Answer<TemplatesDto>> {
    const current = await this.templates.read(caller.organizationId);
    return versioned(current.version, toTemplatesDto(current));
  }

  @Put()
  @Requires('template:write')
  @Endpoint({
    summary: 'Write to candidates in your own words',
    description:
      'Mails that were rendered already stay as they are. Placeholders are replaced and nothing else is: templates cannot compute.',
    answer: { status: 200, dto: TemplatesDto },
    errors: { ...REFUSED, 'notifications.templates_changed': 'stale' },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IfMatch() version: number,
    @Body() body: TemplatesChangeDto,
  ): Promise<Answer<TemplatesDto>> {
    await this.changeTemplates.execute(caller, version, body.templates);
    return this.read(caller);
  }

  @Post(':id/preview')
  @Requires('template:read')
  @Endpoint({
    summary: 'See a mail before it is sent',
    description: 'Renders the template in use, or a draft of it, for a made-up candidate. Changes nothing.',
    answer: { status: 200, dto: TemplatePreviewDto },
    errors: { ...REFUSED, 'notifications.template_not_found': 'not_found' },
  })
  preview(@StaffCaller() caller: StaffPrincipal, @Param('id') id: string, @Body() draft: TemplateDraftDto): Promise<TemplatePreviewDto> {
    return this.templates.preview(caller.organizationId, id, draftOf(draft));
  }
}
