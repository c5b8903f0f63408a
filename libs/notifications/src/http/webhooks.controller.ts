import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  Endpoint,
  IdParam,
  IfMatch,
  InContext,
  ListQueryDto,
  Requires,
  SealedAnswer,
  StaffCaller,
  accepted,
  created,
  defineCursor,
  defineShortList,
  versioned,
} from '@shortlist/platform';
import type { Answer, Page, StaffPrincipal } from '@shortlist/platform';
import { ListWebhookDeliveries } from '../queries/list-webhook-deliveries.query.js';
import { WebhooksQuery } from '../queries/webhooks.query.js';
import { ChangeWebhook } from '../use-cases/change-webhook.use-case.js';
import { CreateWebhook } from '../use-cases/create-webhook.use-case.js';
import { DeleteWebhook } from '../use-cases/delete-webhook.use-case.js';
import { ReplayWebhook } from '../use-cases/replay-webhook.use-case.js';
import { RotateWebhookSecret } from '../use-cases/rotate-webhook-secret.use-case.js';
import { TestWebhook } from '../use-cases/test-webhook.use-case.js';
import { paged } from './paged.js';
import type { ListOrder } from './paged.js';
import {
  DeliveryFiltersDto,
  DeliveryListQueryDto,
  NewWebhookDto,
  WebhookReplayDto,
  ReplayedDto,
  RotateSecretDto,
  WebhookChangesDto,
  WebhookDeliveryDto,
  WebhookDto,
  WebhookEventIdDto,
  WebhookWithSecretDto,
  toWebhookDto,
  toWebhookWithSecretDto,
} from './webhook.dto.js';

const DELIVERY_ORDER: ListOrder<DeliveryFiltersDto, WebhookDeliveryDto> = {
  sort: '-createdAt',
  cursor: defineCursor('webhook_deliveries', { sorts: { '-createdAt': ['id'] }, filters: DeliveryFiltersDto }),
  keysOf: (delivery) => [delivery.id],
};
const webhooksPage = defineShortList<WebhookDto, 'createdAt'>('webhooks', {
  ...{ field: 'createdAt', usual: '-createdAt', key: 'id' },
  keyOf: ({ id }) => id,
});
const NOT_FOUND = { 'notifications.webhook_not_found': 'not_found' } as const;
const URL_REFUSED = { 'notifications.webhook_url_refused': 'rule' } as const;
const DISABLED = { 'notifications.webhook_disabled': 'conflict' } as const;

@Controller('webhooks')
@InContext('notifications')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksQuery,
    private readonly deliveries: ListWebhookDeliveries,
    private readonly createWebhook: CreateWebhook,
    private readonly changeWebhook: ChangeWebhook,
    private readonly deleteWebhook: DeleteWebhook,
    private readonly rotateWebhookSecret: RotateWebhookSecret,
    private readonly testWebhook: TestWebhook,
    private readonly replayWebhook: ReplayWebhook,
  ) {}

  @Get()
  @Requires('webhook:manage')
  @Endpoint({ summary: 'List webhooks', answer: { status: 200, dto: [WebhookDto] } })
  async list(@StaffCaller() caller: StaffPrincipal, @Query() query: ListQueryDto): Promise<Page<WebhookDto>> {
    return webhooksPage((await this.webhooks.list(caller.organizationId)).map(toWebhookDto), query);
  }

  @Get(':id')
  @Requires('webhook:manage')
  @Endpoint({ summary: 'Read a webhook', answer: { status: 200, dto: WebhookDto }, errors: NOT_FOUND })
  async read(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<WebhookDto>> {
    const endpoint = await this.webhooks.get(caller.organizationId, id);
    return versioned(endpoint.version, toWebhookDto(endpoint));
  }

  @Post()
  @Requires('webhook:manage')
  @SealedAnswer()
  @Endpoint({
    summary: 'Add a webhook',
    description: 'The answer holds the signing secret (Standard Webhooks 1.0), which is shown this once.',
    answer: { status: 201, dto: WebhookWithSecretDto },
    errors: { ...URL_REFUSED, 'notifications.too_many_webhooks': 'rule' },
  })
  async create(@StaffCaller() caller: StaffPrincipal, @Body() body: NewWebhookDto): Promise<Answer<WebhookWithSecretDto>> {
    const made = await this.createWebhook.execute(caller.organizationId, { ...body, description: body.description ?? null });
    return created(`/webhooks/${made.endpoint.id}`, toWebhookWithSecretDto(made), made.endpoint.version);
  }

  @Patch(':id')
  @Requires('webhook:manage')
  @Endpoint({
    summary: 'Change, disable or re-enable a webhook',
    answer: { status: 200, dto: WebhookDto },
    errors: { ...NOT_FOUND, ...URL_REFUSED, 'notifications.webhook_changed': 'stale' },
  })
  async change(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: WebhookChangesDto,
  ): Promise<Answer<WebhookDto>> {
    const endpoint = await this.changeWebhook.execute(caller.organizationId, id, version, body);
    return versioned(endpoint.version, toWebhookDto(endpoint));
  }

  @Delete(':id')
  @Requires('webhook:manage')
  @Endpoint({
    summary: 'Remove a webhook and the log of its deliveries',
    answer: { status: 204 },
    errors: { ...NOT_FOUND, 'notifications.webhook_changed': 'stale' },
  })
  remove(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.deleteWebhook.execute(caller.organizationId, id, version);
  }

  @Post(':id/test')
  @Requires('webhook:manage')
  @Endpoint({
    summary: 'Send a test event',
    description: 'Sends an event of the type `webhooks.test`; what came of it stands in the deliveries.',
    answer: { status: 202, dto: WebhookEventIdDto },
    errors: { ...NOT_FOUND, ...DISABLED },
  })
  async test(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string): Promise<Answer<WebhookEventIdDto>> {
    const eventId = await this.testWebhook.execute(caller.organizationId, id);
    return accepted(`/webhooks/${id}/deliveries`, { eventId });
  }

  @Post(':id/rotate-secret')
  @Requires('webhook:manage')
  @SealedAnswer()
  @Endpoint({
    summary: 'Give a webhook a new secret',
    description: 'Until the overlap ends every delivery carries two signatures, one per secret.',
    answer: { status: 200, dto: WebhookWithSecretDto },
    errors: NOT_FOUND,
  })
  async rotate(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Body() body: RotateSecretDto,
  ): Promise<Answer<WebhookWithSecretDto>> {
    const rotated = await this.rotateWebhookSecret.execute(caller.organizationId, id, body.overlapSeconds);
    return versioned(rotated.endpoint.version, toWebhookWithSecretDto(rotated));
  }

  @Get(':id/deliveries')
  @Requires('webhook:manage')
  @Endpoint({ summary: 'List deliveries with their attempts', answer: { status: 200, dto: [WebhookDeliveryDto] }, errors: NOT_FOUND })
  listDeliveries(
    @StaffCaller() caller: StaffPrincipal,
    @IdParam() id: string,
    @Query() query: DeliveryListQueryDto,
  ): Promise<Page<WebhookDeliveryDto>> {
    const { state } = query;
    return paged(DELIVERY_ORDER, query, { state: state ?? null }, (listing) => this.deliveries.execute(caller.organizationId, id, listing));
  }

  @Post(':id/replay')
  @Requires('webhook:manage')
  @Endpoint({
    summary: 'Send events again',
    description: 'By id, or all events that the webhook wants within a time. Receivers see the same `webhook-id` as before.',
    answer: { status: 202, dto: ReplayedDto },
    errors: {
      ...NOT_FOUND,
      ...DISABLED,
      'notifications.webhook_event_not_found': 'not_found',
      'notifications.replay_unclear': 'malformed',
    },
  })
  async replay(@StaffCaller() caller: StaffPrincipal, @IdParam() id: string, @Body() body: WebhookReplayDto): Promise<Answer<ReplayedDto>> {
    const { eventIds, from, until } = body;
    const scheduled = await this.replayWebhook.execute(caller.organizationId, id, {
      ...(eventIds && { eventIds }),
      ...(from && { from: new Date(from) }),
      ...(until && { until: new Date(until) }),
    });
    return accepted(`/webhooks/${id}/deliveries`, { scheduled });
  }
}
