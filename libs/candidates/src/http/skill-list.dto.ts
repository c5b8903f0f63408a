import { ArrayMaxSize, IsIn, IsOptional, Matches } from 'class-validator';
import { Id, Instant, NestedList, Nullable, Text, TextList, Whole } from '@shortlist/contracts';
import { SKILL_KINDS, SPELLINGS } from '@shortlist/taxonomy';
import type { SkillKind } from '@shortlist/taxonomy';
import type { OwnSkill } from '@shortlist/resume-reader';
import type { SkillList } from '../persistence/skill-list.repository.js';

/** Letters somewhere, and nothing that the list of spellings uses itself. */
const NAME = /^(?=.*\p{L})[^\t\n|?~][^\t\n|]*$/u;
const MOST_ALIASES = 20;

/** A skill in the organization's own words. */
export class SkillWordsDto {
  /** As it shall be shown. */
  @Text(60, 2) @Matches(NAME) name: string;
  @IsIn(SKILL_KINDS) kind: SkillKind;
  /** Other names that mean exactly this. Case, punctuation, plurals and accents need none. */
  @IsOptional() @ArrayMaxSize(MOST_ALIASES) @TextList(60) @Matches(NAME, { each: true }) aliases?: string[];
}

export class SkillDto extends SkillWordsDto {
  @Id() id: string;
}

/** What an organization adds to the skills that are known anyway. */
export class SkillListDto {
  /** 0 while there is none; each change makes the next one. */
  @Whole(0, 2_000_000_000) version: number;
  @NestedList(() => SkillDto) skills: SkillDto[];
  /** Spellings that are known without these. */
  @Whole(0, 1_000_000) knownSpellings: number;
  @Nullable() @Id() changedBy: string | null;
  @Nullable() @Instant() changedAt: string | null;
}

export function toSkillListDto({ version, skills, createdBy, createdAt }: SkillList): SkillListDto {
  return {
    version,
    skills: skills.map(toSkillDto),
    knownSpellings: SPELLINGS.size,
    changedBy: createdBy,
    changedAt: createdAt?.toISOString() ?? null,
  };
}

export function toSkillDto({ id, name, kind, aliases }: OwnSkill): SkillDto {
  return { id, name, kind, aliases: [...aliases] };
}

export function skillOf({ name, kind, aliases = [] }: SkillWordsDto): Omit<OwnSkill, 'id'> {
  return { name: name.trim(), kind, aliases: aliases.map((alias) => alias.trim()) };
}
