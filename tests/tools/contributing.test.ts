import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { arrows } from '../../scripts/arrows.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const text = readFileSync(`${root}CONTRIBUTING.md`, 'utf8')

/** Files and folders in code spans: those with a slash or an ending, and without blanks, brackets or placeholders. */
const named = [...text.matchAll(/`([\w./-]+)`/g)]
  .map(([, name]) => name)
  .filter((name) => name.includes('/') || /\.(ts|mjs|json|svelte|css|md)$/.test(name))

const paths = ['src', 'tests'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path}`)
)

/** Paths are written from the root, from `src/lib`, or, beside another file of a recipe, by their end. */
const exists = (name: string) =>
  existsSync(root + name) ||
  existsSync(`${root}src/lib/${name}`) ||
  paths.some((path) => path.endsWith(`/${name.replace(/\/$/, '')}`))

it('every file and folder that CONTRIBUTING names exists', () => {
  expect(named.length).toBeGreaterThan(60)
  expect([...new Set(named)].filter((name) => !exists(name))).toEqual([])
})

it('the map in CONTRIBUTING has every folder of src/lib with its arrows', () => {
  const [, map] = /```\n(routes [\s\S]*?)```/.exec(text)!
  const rows = map
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => /^(\w+) .* {2,}([\w –]+)$/.exec(row)!)
    .map(([, folder, to]) => [folder, to === '–' ? [] : to.split(' ').sort()])
  const allowed = Object.entries(arrows).map(([folder, { folders }]) => [folder, [...folders].sort()])
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(allowed))
})
