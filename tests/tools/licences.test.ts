import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { describe, expect, test } from 'vitest'
import { asText, licences, LICENCES_TXT, noticeOf, packageOf } from '../../scripts/licences.mjs'

/** Builds a script as the page is built. */
const bundle = (script: string) =>
  build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      licences().plugin,
      {
        name: 'entry',
        resolveId: (id) => (id === 'src/entry.js' ? join(process.cwd(), id) : undefined),
        load: (id) => (id.endsWith('src/entry.js') ? script : undefined)
      }
    ],
    build: { write: false, sourcemap: true, rolldownOptions: { input: 'src/entry.js' } }
  }) as Promise<Rolldown.RolldownOutput>

describe('whose a module is', () => {
  test.each([
    ['/home/me/node_modules/d3-scale/src/linear.js', '/home/me/node_modules/d3-scale'],
    ['C:\\me\\node_modules\\@babel\\runtime\\helpers\\a.js', 'C:/me/node_modules/@babel/runtime'],
    ['/a/node_modules/b/node_modules/c/index.js', '/a/node_modules/b/node_modules/c'],
    ['\0/a/node_modules/c/index.js?commonjs-proxy', '/a/node_modules/c'],
    ['/home/me/src/lib/core/index.ts', null]
  ])('%j is of %j', (id, folder) => {
    expect(packageOf(id)).toBe(folder)
  })

  test('what a tool writes into the output is under the terms of the tool', () => {
    expect(packageOf('\0vite/preload-helper.js')).toMatch(/node_modules.vite$/)
  })

  test('a module of unknown origin is refused', () => {
    expect(() => packageOf('\0virtual:surprise')).toThrow('"\\u0000virtual:surprise"')
  })
})

describe('the terms of a package', () => {
  test('are its licence and its NOTICE', () => {
    const { licence, text } = noticeOf('node_modules/mathjs')
    expect(licence).toBe('Apache-2.0')
    expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION')
    expect(text).toContain('Copyright (C) 2013-')
  })

  test.each([
    ['a licence in its package.json', { name: 'bare', version: '1.0.0' }],
    ['a licence file', { name: 'bare', version: '1.0.0', license: 'MIT' }]
  ])('must be there: a package without %s is refused', (_what, manifest) => {
    const folder = mkdtempSync(join(tmpdir(), 'bare-'))
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    expect(() => noticeOf(folder)).toThrow('bare 1.0.0 is shipped but has no licence')
    rmSync(folder, { recursive: true })
  })

  test('a text that several packages share is written once, under all their names', () => {
    const notice = (name: string) => ({ name, version: '1.0.0', licence: 'MIT', text: 'The terms.' })
    const text = asText('All of it', [notice('b'), notice('a'), notice('a')])
    expect(text).toContain('  a 1.0.0 (MIT)\n  b 1.0.0 (MIT)\n')
    expect(text).toContain('=\na 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nThe terms.')
    expect(text.split('The terms.')).toHaveLength(2)
  })
})

test('a package without its terms stops the build', async () => {
  await expect(bundle(`import seedrandom from 'seedrandom'\nconsole.log(seedrandom)`)).rejects.toThrow(
    /seedrandom .* is shipped but has no licence file/
  )
})

test('a build lists every package that its source maps name, with the terms of each', async () => {
  const { output } = await bundle(
    `import { create, parseDependencies } from 'mathjs/number'\nimport { scaleLinear } from 'd3-scale'\nconsole.log(create({ parseDependencies }), scaleLinear())`
  )
  const chunks = output.filter((file) => file.type === 'chunk')
  const inMaps = new Set(
    chunks
      .flatMap(({ map }) => map!.sources)
      .flatMap((source) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [])
  )
  expect([...inMaps]).toEqual(expect.arrayContaining(['mathjs', 'd3-scale', 'd3-array']))
  const text = output.find(({ fileName }) => fileName === LICENCES_TXT)
  const listed = `${text?.type === 'asset' ? text.source : ''}`
  for (const name of inMaps) expect(listed).toMatch(new RegExp(`^  ${name} \\d`, 'm'))
  expect(listed).toMatch(/^={80}\nmathjs .* \(Apache-2\.0\)\n\n\s*Apache License/m)
})
