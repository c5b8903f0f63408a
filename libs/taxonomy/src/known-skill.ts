import { SPELLINGS } from './catalogue.js';
import type { Skill } from './catalogue.js';
import { skillKey } from './skill-key.js';
import { foldName } from './skill-name.js';
import { meantSpelling } from './typo.js';

const MAKERS =
  /^(microsoft|ms|google|adobe|apache|ibm|oracle|atlassian|autodesk|amazon|apple|cisco|sap|the|hashicorp|red hat|vmware|jetbrains|intuit|trimble|dassault systemes|bentley)\s+/i;

/** The taxonomy's skill for one as somebody wrote it in a list: case, punctuation, a maker's name, a version or one wrong letter may differ. */
export function knownSkill(written: string): Skill | null {
  const key = foldName(written);
  const found =
    SPELLINGS.get(key) ??
    SPELLINGS.get(skillKey(written)) ??
    SPELLINGS.get(key.replace(/v?\d+\+?$/, '')) ??
    SPELLINGS.get(foldName(written.replace(MAKERS, ''))) ??
    meantSpelling(key);
  return found?.skill ?? null;
}
