import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const tests = ['**/*.test.ts', 'tests/**']

const pure = 'This is pure: randomness and time are arguments, and it knows neither page nor process.'
const fixedBits =
  'The last bit of this differs between engines, so the same link would give different numbers: use ' +
  'src/lib/core/math/fixed-math.ts, whose every bit is fixed by IEEE arithmetic.'

/** Of Math, what the language lets an engine round as it likes; it fixes sqrt, floor and their kind to the last bit. */
const unfixed = (
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot ' +
  'log log10 log1p log2 pow sin sinh tan tanh'
).split(' ')
const noUnfixed = unfixed.map((property) => ({ object: 'Math', property, message: fixedBits }))
const noPowers = ['BinaryExpression', 'AssignmentExpression'].map((kind) => ({
  selector: `${kind}[operator=/^\\*\\*/]`,
  message: fixedBits
}))
const noGlobals = 'Date performance process window document globalThis self crypto'
  .split(' ')
  .map((name) => ({ name, message: pure }))
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
      'no-restricted-globals': ['error', ...noGlobals],
      'no-restricted-properties': ['error', noRandom, ...noUnfixed],
      'no-restricted-syntax': ['error', ...noPowers],
      // Constants carry more digits than a double holds, as their sources print them.
      'no-loss-of-precision': 'off'
    }
  },
  {
    files: ['src/lib/{trace,defences}/**'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...noGlobals],
      'no-restricted-properties': ['error', noRandom]
    }
  },
  {
    // What turns numbers into figures, links and advice.
    files: ['src/lib/{text,figure,lesson,link,worker}/**'],
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', ...noUnfixed],
      'no-restricted-syntax': ['error', ...noPowers]
    }
  }
)
