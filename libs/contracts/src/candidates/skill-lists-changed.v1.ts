import { ArrayMaxSize } from 'class-validator';
import { defineEvent } from '../event.js';
import { Id, NestedList, Text, TextList, Whole } from '../fields.js';

/** A skill in an organization's own words. */
export class ListedSkillV1 {
  @Id() id: string;
  @Text(60, 2) name: string;
  /** A kind of the taxonomy, such as `technology`. */
  @Text(30, 1) kind: string;
  @ArrayMaxSize(20) @TextList(60) aliases: string[];
}

/** All skills that an organization adds to the taxonomy; none of them is personal. */
export class SkillListsChangedV1 {
  @Id() organizationId: string;
  @Whole(1, 2_000_000_000) version: number;
  @ArrayMaxSize(500) @NestedList(() => ListedSkillV1) skills: ListedSkillV1[];
}

export const skillListsChangedV1 = defineEvent({
  type: 'skill_lists.changed.v1',
  topic: 'candidates.events',
  kind: 'snapshot',
  from: 'candidates',
  to: ['screening'],
  payload: SkillListsChangedV1,
  key: (data) => data.organizationId,
  meaning: 'An organization added, changed or removed a skill of its own.',
});
