import { BUSINESS_SKILLS } from './business.js';
import { PEOPLE_AND_TRADE_SKILLS } from './people-and-trades.js';
import { TECHNOLOGY_SKILLS } from './technology.js';

/** Canonical names of skills with the other ways in which people write them. Each entry of a list is `Name=alias,alias`. */
export const TAXONOMY: readonly (readonly [name: string, aliases: readonly string[]])[] = [
  TECHNOLOGY_SKILLS,
  BUSINESS_SKILLS,
  PEOPLE_AND_TRADE_SKILLS,
]
  .flatMap((list) => list.split(/[;\n]/))
  .map((entry) => entry.trim())
  .filter((entry) => entry !== '')
  .map((entry) => {
    const [name = '', aliases = ''] = entry.split('=');
    return [name, aliases.split(',').filter(Boolean)] as const;
  });
