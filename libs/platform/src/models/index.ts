export { Models, ONLY_RULES, checkedAnswer, questionHashes } from './models.js';
export type { ModelAnswer, ModelChoice, ModelParameters, ModelPrompt, ModelQuestion, ModelRun } from './models.js';
export { RulesModels } from './drivers/rules.driver.js';
