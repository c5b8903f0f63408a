import { Injectable } from '@nestjs/common';
import { Environment } from '@shortlist/platform';
import { ANY_DESTINATION, PUBLIC_DESTINATIONS } from '../domain/destination.js';
import type { DestinationPolicy } from '../domain/destination.js';
import { notificationsVariables } from '../notifications.config.js';

/** Where this installation lets webhooks go. */
@Injectable()
export class WebhookSettings {
  readonly destinations: DestinationPolicy;

  constructor(environment: Environment) {
    const { WEBHOOKS_ALLOW_PRIVATE_ADDRESSES } = environment.read(notificationsVariables);
    this.destinations = WEBHOOKS_ALLOW_PRIVATE_ADDRESSES ? ANY_DESTINATION : PUBLIC_DESTINATIONS;
  }
}
