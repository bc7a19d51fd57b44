import ts from 'typescript'
import { beforeEach, describe, expect, it } from 'vitest'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { compiled, Shared } from '../../../../../tests/support/snippet-programs'
import { CALLERS, POLICIES, withstandsStampedes } from '../../../../../tests/support/snippet-stampede'
import { followsTheRule } from '../../../../../tests/support/xfetch-rule'
import type { SnippetFacts } from '../facts'
import { typescript } from './typescript'

interface Entry {
  value: number
  delta: number
  expiry: number
}
type XFetch = (store: unknown, key: string, rebuild: () => number | Promise<number>) => Promise<number>

const clock = { now: 1.7e9, dice: 0.5 }
beforeEach(() => Object.assign(clock, { now: 1.7e9, dice: 0.5 }))

const xfetchOf = (facts: Partial<SnippetFacts>) =>
  compiled<{ xfetch: XFetch }>(typescript(factsWith(facts)), clock).xfetch

const turn = () => new Promise((resolve) => setImmediate(resolve))
async function until(holds: () => boolean) {
  while (!holds()) await turn()
}

const rebuildIn = (delta: number, value: number) => async () => {
  await Promise.resolve()
  clock.now += delta
  return value
}

describe.each(POLICIES)('the TypeScript snippet, with coordination: %s', (coordination) => {
  followsTheRule(async (beta, draws) => {
    const xfetch = xfetchOf({ beta, coordination })
    const refreshed: boolean[] = []
    for (const { delta, gap, random } of draws) {
      const store = new Shared()
      const entry = () => store.get('page') as Entry
      clock.dice = random
      expect(await xfetch(store, 'page', rebuildIn(delta, 1))).toBe(1)
      clock.now = entry().expiry - gap
      const value = await xfetch(store, 'page', rebuildIn(delta, 2))
      expect(entry().value).toBe(value)
      refreshed.push(value === 2)
    }
    return refreshed
  })
})

describe('the TypeScript snippet', () => {
  withstandsStampedes(async (coordination) => {
    const xfetch = xfetchOf({ coordination })
    // So long a rebuild makes every request due.
    const valid = () => new Shared([['page', { value: 1, delta: 1e9, expiry: clock.now + 60 }]])
    const fails = () => Promise.reject(new Error('no database'))
    let served = 0
    for (let i = 0; i < 200; i++) if ((await xfetch(valid(), 'page', fails)) === 1) served++
    const raises = await xfetch(new Shared(), 'page', fails).then(
      () => false,
      () => true
    )
    const callAll = (store: Shared, rebuild: () => Promise<number>, count: number) =>
      Array.from({ length: count }, () => xfetch(store, 'page', rebuild))

    let made = 0
    const empty = new Shared()
    const values = await Promise.all(
      callAll(
        empty,
        async () => {
          made++
          await until(() => empty.looks >= CALLERS)
          return 2
        },
        CALLERS
      )
    )
    const cold = [made, values.filter((value) => value === 2).length] as [number, number]

    made = 0
    let done = false
    const rebuild = async () => {
      made++
      await until(() => done)
      return 2
    }
    const store = valid()
    const first = xfetch(store, 'page', rebuild)
    await until(() => made === 1)
    const others = callAll(store, rebuild, CALLERS - 1)
    // Without coordination all of them rebuild, and none answers before the end.
    if (coordination === 'none') await until(() => made === CALLERS)
    else await Promise.all(others)
    done = true
    const old = (await Promise.all(others)).filter((value) => value === 1).length
    await first
    return { served, raises, cold, early: [made, old] }
  })

  it('stores the value, Δ and the expiry, and keeps the entry longer than the value lives', async () => {
    const xfetch = xfetchOf({ ttl: 90.5 })
    const kept: unknown[] = []
    await xfetch(
      { get: () => null, set: (...all: unknown[]) => kept.push(...all) },
      'page',
      rebuildIn(0.25, 7)
    )
    expect(kept).toEqual(['page', { value: 7, delta: 0.25, expiry: 1.7e9 + 0.25 + 90.5 }, 92])
  })

  it('keeps the old value in the store where the rebuild fails, and rethrows the error once it has expired', async () => {
    const xfetch = xfetchOf({})
    const store = new Map<string, Entry>([['page', { value: 1, delta: 0.25, expiry: clock.now }]])
    await expect(xfetch(store, 'page', () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database'
    )
    expect(store.get('page')?.value).toBe(1)
  })

  it('compiles to the same program, whatever the names are', () => {
    const program = (name: string) =>
      ts.transpileModule(typescript(factsWith({ name, url: name })), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true }
      }).outputText
    expect(new Set(['hot', ...HOSTILE_NAMES].map(program)).size).toBe(1)
  })

  it('compiles under the strictest options, and takes a Map as its store', () => {
    const usage = `
      import { xfetch, type Entry } from './snippet'
      import { xfetch as locked, type Store } from './locked'
      export const page: Promise<string> = xfetch(new Map(), 'page', async () => 'text')
      export const size: Promise<number> = xfetch(new Map<string, Entry<number>>(), 'size', () => 3, 60, 1)
      export const shared = (store: Store<string>): Promise<string> => locked(store, 'page', () => 'text')`
    expect(
      complaints({
        'snippet.ts': typescript(factsWith({ coordination: 'coalesce' })),
        'locked.ts': typescript(factsWith({ coordination: 'lock' })),
        'usage.ts': usage
      })
    ).toEqual([])
  }, 60_000)
})

function complaints(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noUnusedLocals: true,
    noImplicitReturns: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    noEmit: true
  }
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  const own = (path: string) => files[path.replace(/^.*\//, '')]
  host.readFile = (path) => own(path) ?? readFile(path)
  host.fileExists = (path) => own(path) !== undefined || fileExists(path)
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path)
    return text === undefined ? undefined : ts.createSourceFile(path, text, version)
  }
  return ts
    .getPreEmitDiagnostics(ts.createProgram(Object.keys(files), options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
