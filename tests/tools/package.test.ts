import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { productionLock, productionManifest, sbomOf, tarball } from '../../scripts/package.mjs'

const whole = JSON.parse(readFileSync('package.json', 'utf8'))
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

describe('the packaged manifest and lockfile', () => {
  test('name the production packages and no others', () => {
    expect(productionManifest().dependencies).toEqual(whole.dependencies)
    expect(productionManifest()).not.toHaveProperty('devDependencies')
    const { packages } = productionLock()
    expect(packages['']).toMatchObject({ name: whole.name, dependencies: whole.dependencies })
    const names = Object.keys(packages).filter((path) => path !== '')
    expect(names).toContain('node_modules/@resvg/resvg-js-win32-x64-msvc')
    for (const name of names)
      expect(name).toMatch(/^node_modules\/(@resvg\/resvg-js|@expo-google-fonts\/inter)/)
  })

  test('keep every version and checksum of the lockfile', () => {
    const { '': top, ...packages } = productionLock().packages
    expect(top).toBeDefined()
    for (const [path, entry] of Object.entries(packages)) expect(entry).toEqual(lock.packages[path])
  })
})

describe('the bill of materials', () => {
  const component = (name: string, development: boolean) => ({
    'bom-ref': `${name}@1.0.0`,
    name,
    version: '1.0.0',
    scope: development ? 'optional' : 'required',
    properties: development ? [{ name: 'cdx:npm:package:development', value: 'true' }] : []
  })
  const bom = () =>
    JSON.stringify({
      serialNumber: 'urn:uuid:1',
      metadata: { timestamp: 'now', component: { 'bom-ref': 'xfetch-tuner@0.1.0', name: 'checkout' } },
      components: [component('installed', false), component('bundled', true), component('tool', true)],
      dependencies: [
        { ref: 'xfetch-tuner@0.1.0', dependsOn: ['installed@1.0.0', 'bundled@1.0.0', 'tool@1.0.0'] },
        { ref: 'tool@1.0.0', dependsOn: ['bundled@1.0.0'] }
      ]
    })
  const shipped = new Set(['installed@1.0.0', 'bundled@1.0.0'])

  test('lists what ships, bundled packages as required, and no tool', () => {
    const { components, dependencies, metadata } = sbomOf(bom(), shipped)
    expect(components.map(({ name, scope }: { name: string; scope: string }) => [name, scope])).toEqual([
      ['installed', 'required'],
      ['bundled', 'required']
    ])
    expect(dependencies).toEqual([
      { ref: 'xfetch-tuner@0.1.0', dependsOn: ['installed@1.0.0', 'bundled@1.0.0'] }
    ])
    expect(metadata.component.name).toBe('xfetch-tuner')
  })

  test('carries no time and no random number', () => {
    const made = sbomOf(bom(), shipped)
    expect(made).not.toHaveProperty('serialNumber')
    expect(made.metadata).not.toHaveProperty('timestamp')
  })

  test('is refused when npm does not know a shipped package', () => {
    expect(() => sbomOf(bom(), new Set(['lost@2.0.0']))).toThrow('does not know lost@2.0.0')
  })
})

describe('the tarball', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tarball-'))
    mkdirSync(join(folder, 'b/deep'), { recursive: true })
    writeFileSync(join(folder, 'z.txt'), 'z')
    writeFileSync(join(folder, 'b/deep/a.txt'), 'a')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('has the same bytes for the same files, whenever they were written', async () => {
    const first = await tarball(folder, 'it-1.0.0')
    utimesSync(join(folder, 'z.txt'), 1, 1)
    expect((await tarball(folder, 'it-1.0.0')).equals(first)).toBe(true)
    writeFileSync(join(folder, 'z.txt'), 'y')
    expect((await tarball(folder, 'it-1.0.0')).equals(first)).toBe(false)
  })

  test('holds all files in one folder', async () => {
    const text = gunzipSync(await tarball(folder, 'it-1.0.0')).toString('latin1')
    for (const name of ['it-1.0.0/z.txt', 'it-1.0.0/b/deep/a.txt']) expect(text).toContain(`${name}\0`)
  })
})
