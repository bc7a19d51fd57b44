import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const tests = ['**/*.test.ts', 'tests/**']

const pure = 'The core is pure: randomness and time are arguments, and it knows neither page nor process.'
const fixedBits =
  'The last bit of this differs between engines, and a random decision that hangs on it would make the same link ' +
  'give different numbers: use the log and exp of src/lib/core whose every bit is fixed by IEEE arithmetic.'

const unfixed = ['log', 'log2', 'log10', 'log1p', 'exp', 'expm1', 'pow', 'sin', 'cos', 'tan']
const noRandom = { object: 'Math', property: 'random', message: pure }

export default ts.config(
  {
    ignores: [
      'build/',
      'build-static/',
      'dist/',
      '.svelte-kit/',
      '.svelte-kit-static/',
      'node_modules/',
      'test-results/'
    ]
  },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript knows which names exist; this rule does not see its types.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // Maps and sets of the state are replaced, never changed.
      'svelte/prefer-svelte-reactivity': 'off'
    }
  },
  {
    files: ['src/lib/core/**'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'performance', 'process', 'window', 'document', 'globalThis', 'self', 'crypto'].map(
          (name) => ({
            name,
            message: pure
          })
        )
      ],
      'no-restricted-properties': ['error', noRandom],
      // Constants carry more digits than a double holds, as their sources print them.
      'no-loss-of-precision': 'off'
    }
  },
  {
    files: [
      'src/lib/core/{simulate,random,arrivals,fixed-math,hazard,poisson-count,crowd,rule,paper-rule,rule-of,stepped-rule,age-rule,quirks,simulated-key,at-once-key,replay,beta-path}.ts'
    ],
    ignores: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        noRandom,
        ...unfixed.map((property) => ({ object: 'Math', property, message: fixedBits }))
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: fixedBits },
        { selector: "AssignmentExpression[operator='**=']", message: fixedBits }
      ]
    }
  }
)
