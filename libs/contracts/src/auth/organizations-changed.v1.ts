import { defineEvent } from '../event.js';
import { Id, Text } from '../fields.js';

/** The newest state of an organization. */
export class OrganizationsChangedV1 {
  @Id() organizationId: string;
  @Text(200) name: string;
  @Text(100) slug: string;
}

export const organizationsChangedV1 = defineEvent({
  type: 'organizations.changed.v1',
  topic: 'identity.events',
  kind: 'snapshot',
  from: 'auth',
  to: ['jobs', 'applications', 'notifications'],
  payload: OrganizationsChangedV1,
  key: (data) => data.organizationId,
  meaning: 'An organization was registered or changed.',
});
