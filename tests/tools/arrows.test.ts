import { expect, test } from 'vitest'
import { circles, offences } from '../../scripts/arrows.mjs'

test('an arrow of the design is let through', () => {
  expect(
    offences('src/lib/link/parameters/codec.ts', `import { T } from '#core'\nimport './migrate'`)
  ).toEqual([])
  expect(offences('src/routes/+page.ts', `import '$lib/server/card/card'\nimport 'mathjs'`)).toEqual([])
})

test('a bad arrow is found and named with its line', () => {
  expect(
    offences(
      'src/lib/core/simulation/simulate.ts',
      `// first\nimport { draw } from '../../chart/Axis.svelte'`
    )
  ).toEqual(["src/lib/core/simulation/simulate.ts:2: core must not import '../../chart/Axis.svelte'"])
})

test.each([
  ['a package in the core', 'src/lib/core/a.ts', `import { mean } from 'd3-array'`],
  ['a module of node in the core', 'src/lib/core/a.ts', `import fs from 'node:fs'`],
  ['a type', 'src/lib/chart/a.ts', `import type { Scenario } from '#core'`],
  ['the type of an import', 'src/lib/chart/a.ts', `let s: import('#core').Scenario`],
  ['a re-export', 'src/lib/link/a.ts', `export * from '../worker/runner'`],
  ['a dynamic import', 'src/lib/worker/a.ts', `const codec = () => import('../link/codec')`],
  ['a worker by its address', 'src/lib/link/a.ts', `new URL('../worker/a.worker.ts', import.meta.url)`],
  ['the whole of $lib', 'src/lib/core/a.ts', `import '$lib'`],
  ['a route', 'src/lib/server/a.ts', `import '../../routes/page'`],
  ['a file outside src', 'src/lib/figure/a.ts', `import data from '../../../package.json'`],
  ['a folder without arrows', 'src/lib/utils/a.ts', ``],
  ['the model importing the closed form', 'src/lib/core/model/a.ts', `import '../closed-form/stampede'`],
  [
    'the closed form importing the simulation',
    'src/lib/core/closed-form/a.ts',
    `import '../simulation/tally'`
  ],
  [
    'mathematics importing the model',
    'src/lib/core/math/a.ts',
    `import type { Model } from '../model/scenario'`
  ],
  ['the simulation importing advice', 'src/lib/core/simulation/a.ts', `import '../advice/advise'`],
  ['a part of the core importing its door', 'src/lib/core/advice/a.ts', `import '../index'`],
  ['a part of the core without arrows', 'src/lib/core/cache/a.ts', ``]
])('%s is found', (_what, file, text) => {
  expect(offences(file, text)).toHaveLength(1)
})

test('inside the core, imports from advice down to mathematics are let through', () => {
  const advice = `import '../simulation/simulate'\nimport '../closed-form/stampede'\nimport '../model/rule'`
  expect(offences('src/lib/core/advice/a.ts', advice)).toEqual([])
  expect(offences('src/lib/core/closed-form/a.ts', `import './b'\nimport '../math/random'`)).toEqual([])
  expect(
    offences('src/lib/core/index.ts', `export * from './advice/advise'\nexport * from './math/gamma'`)
  ).toEqual([])
})

test('a component is read in its scripts and its markup, on the right lines', () => {
  const component = [
    `<script module lang="ts" generics="T extends Record<string, 'a'>">`,
    `  import { scaleLinear } from 'd3-scale'`,
    `</script>`,
    `<script lang="ts">`,
    `  import Tuner from '../tuner/Controls.svelte'`,
    `</script>`,
    `<p>It isn't an import of '$lib/link'.</p>`,
    `{#await import('$lib/worker/runner') then runner}{runner}{/await}`
  ].join('\n')
  expect(offences('src/lib/figure/F.svelte', component)).toEqual([
    "src/lib/figure/F.svelte:5: figure must not import '../tuner/Controls.svelte'",
    "src/lib/figure/F.svelte:8: figure must not import '$lib/worker/runner'"
  ])
})

test('finds files that import each other, by their types too, and not what is loaded later', () => {
  const files = new Map([
    ['src/lib/core/index.ts', `export * from './model/a'`],
    ['src/lib/core/model/a.ts', `import { b } from './b'\nimport type { C } from './c.svelte'`],
    ['src/lib/core/model/b.ts', `export const b = 1`],
    ['src/lib/core/model/c.svelte', `<script lang="ts">import { d } from '#core'</script>`],
    ['src/lib/core/model/e.ts', `import type { F } from './f'`],
    ['src/lib/core/model/f.ts', `export const f = () => import('./e')`]
  ])
  expect(circles(files)).toEqual([
    'src/lib/core/index.ts -> src/lib/core/model/a.ts -> src/lib/core/model/c.svelte -> src/lib/core/index.ts'
  ])
})
