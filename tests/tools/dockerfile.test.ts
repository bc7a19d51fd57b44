import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const lines = readFileSync('Dockerfile', 'utf8').split('\n')
const { scripts, name } = JSON.parse(readFileSync('package.json', 'utf8'))
const allowed = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))

/** The arguments of every line with this instruction. */
const of = (instruction: string) =>
  lines.flatMap((line) => (line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : []))

describe('the Dockerfile', () => {
  test('copies files that exist and that the context holds', () => {
    const copied = of('COPY')
      .filter((line) => !line.startsWith('--from='))
      .flatMap((line) => line.split(' ').slice(0, -1))
    expect(copied).toEqual(['package.json', 'package-lock.json', '.'])
    for (const path of copied) expect(existsSync(path)).toBe(true)
    for (const path of allowed) expect([path, existsSync(path)]).toEqual([path, true])
    expect(allowed).toEqual(expect.arrayContaining(copied.slice(0, -1)))
  })

  test('has the whole of what a build is made of in its context', () => {
    const digest = readFileSync('scripts/digest.mjs', 'utf8')
    const [, settings] = /const settings = \[([^\]]*)\]/.exec(digest)!
    const made = [...settings.matchAll(/'([^']+)'/g), ...digest.matchAll(/filesUnder\('([^']+)'\)/g)]
    expect(made.length).toBeGreaterThan(5)
    for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|svelte)$/.test(file) || file.endsWith('.test.ts')) continue
      const outside = readFileSync(join('src', file), 'utf8').matchAll(/ from '(?:\.\.\/)+(tests\/[^']+)'/g)
      made.push(...outside)
    }
    expect(made.map(([, path]) => path)).toContain('tests/statistics/oracle/closed-form.json')
    for (const [, path] of made)
      expect([path, allowed.some((one) => path === one || path.startsWith(`${one}/`))]).toEqual([path, true])
  })

  test('runs scripts of package.json, and unpacks the package that they make', () => {
    const runs = of('RUN').join('\n')
    const called = [...runs.matchAll(/npm run (\S+)/g)].map(([, script]) => script)
    expect(called).toEqual(['package'])
    for (const script of called) expect(scripts).toHaveProperty(script)
    expect(runs).toContain(`dist/${name}-*.tgz`)
    expect(runs).toContain('npm ci --omit=dev')
  })

  test('ends as a user without rights, in an image without build tools', () => {
    const [first, second] = of('FROM')
    expect(first).toBe(`${second} AS build`)
    expect(second).toMatch(/^node:\d+-slim$/)
    expect(of('USER')).toEqual(['node'])
    expect(lines.join()).not.toMatch(/apt-get|build-essential|python|g\+\+/)
    expect(of('CMD')).toEqual(['["node", "build"]'])
  })
})
