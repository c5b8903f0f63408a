import { SPELLINGS } from './catalogue.js';
import { remembered } from './remembered.js';
import { foldName, unaccented } from './skill-name.js';

const FILLER = /\s+(programming language|programming|scripting language|software|skills?)$/;

/** One key for all spellings and synonyms of a skill. One that the taxonomy does not know gets a key of its own. */
export const skillKey: (name: string) => string = remembered((name) => {
  const bare = unaccented(name).trim().replace(FILLER, '');
  const known = SPELLINGS.get(foldName(name)) ?? SPELLINGS.get(foldName(bare));
  return foldName(known?.skill.name ?? bare);
});
