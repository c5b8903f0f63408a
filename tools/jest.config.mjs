/** The tools are plain JavaScript: nothing is transformed. */
export default {
  displayName: 'tools',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.mjs$',
  transform: {},
  moduleFileExtensions: ['mjs', 'js', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/eslint-rules/fixtures/'],
  testTimeout: 120_000,
};
