export { Models, checkedAnswer, questionHashes } from './models.js';
export type { ModelAnswer, ModelParameters, ModelPrompt, ModelQuestion, ModelRun } from './models.js';
export { RulesModels } from './drivers/rules.driver.js';
