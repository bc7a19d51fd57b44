/** What `npm test` and `npm start` print, and in which order the stages run. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countOfPlaywright, countOfVitest, slowest } from '../../scripts/counted.mjs'
import { quietly, root, run } from '../../scripts/run.mjs'
import { sideBySide } from '../../scripts/side-by-side.mjs'
import { stages } from '../../scripts/stages.mjs'

describe('stages', () => {
  type Stage = { name: string; cores?: number; after?: string[] }

  /** Runs stages that end when told to; gives which run after each end. */
  async function order(jobs: Stage[], cores: number, ends: string[]) {
    const running = new Map<string, () => void>()
    const seen: string[][] = []
    const all = sideBySide(jobs, cores, ({ name }) => new Promise((end) => running.set(name, end)))
    // Let all that can start do so: promises need some turns, no time.
    const turn = () => new Promise(setImmediate)
    await turn()
    seen.push([...running.keys()])
    for (const name of ends) {
      running.get(name)!()
      running.delete(name)
      await turn()
      seen.push([...running.keys()])
    }
    await all
    return seen
  }

  it('run side by side, as many as there are processors for', async () => {
    expect(
      await order([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', cores: 2 }], 2, [...'bcad'])
    ).toEqual([['a', 'b'], ['a', 'c'], ['a'], ['d'], []])
  })

  it('wait for those that they need, and others pass them', async () => {
    expect(
      await order([{ name: 'a' }, { name: 'b', after: ['a'] }, { name: 'c' }, { name: 'd' }], 2, [...'cadb'])
    ).toEqual([['a', 'c'], ['a', 'd'], ['d', 'b'], ['b'], []])
  })

  it('run one by one on one processor, also those that could use more', async () => {
    expect(await order([{ name: 'a', cores: Infinity }, { name: 'b' }], 1, ['a', 'b'])).toEqual([
      ['a'],
      ['b'],
      []
    ])
  })

  it('need no stage that was not asked for', async () => {
    expect(await order([{ name: 'e2e', after: ['build'] }], 2, ['e2e'])).toEqual([['e2e'], []])
  })

  it('that wait for each other are an error that names them', async () => {
    const circle: Stage[] = [
      { name: 'a', after: ['b'] },
      { name: 'b', after: ['a'] }
    ]
    await expect(sideBySide(circle, 2, async () => {})).rejects.toThrow('a, b')
  })

  it('name only stages that there are', () => {
    const names = stages.map(({ name }) => name)
    for (const { after = [] } of stages) for (const name of after) expect(names).toContain(name)
  })
})

describe('a report', () => {
  const seconds = (of: Record<string, number>) =>
    Object.entries(of).map(([name, seconds]) => ({ name, seconds }))
  const unit = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      {
        name: join(root, 'src/a.test.ts'),
        status: 'failed',
        assertionResults: [
          { fullName: 'a works', duration: 1500 },
          { fullName: 'a fails', duration: 20 },
          { fullName: 'spin 1', duration: 0, status: 'skipped', ancestorTitles: ['spin'] },
          { fullName: 'spin 2', duration: 0, status: 'skipped', ancestorTitles: ['spin', 'inner'] }
        ]
      },
      { name: join(root, 'src/b.test.ts'), status: 'failed', assertionResults: [] }
    ]
  }

  it('of vitest is counted, with a failure for each file that did not load', () => {
    expect(countOfVitest(unit)).toEqual({
      passed: 2,
      failed: 2,
      tests: seconds({
        'src/a.test.ts: a works': 1.5,
        'src/a.test.ts: a fails': 0.02,
        'src/a.test.ts: spin 1': 0,
        'src/a.test.ts: spin 2': 0
      }),
      skipped: ['src/a.test.ts: spin: 2 skipped']
    })
  })

  const spec = (title: string, duration: number) => ({
    title,
    tests: [{ status: duration === 0 ? 'skipped' : 'expected', results: [{ duration }] }]
  })
  const e2e = {
    config: { rootDir: join(root, 'tests/e2e') },
    stats: { expected: 2, unexpected: 0, flaky: 1 },
    errors: [],
    suites: [
      {
        title: 'x.spec.ts',
        specs: [spec('opens', 3000)],
        suites: [{ title: 'by finger', specs: [spec('drags', 250), spec('pinches', 0)] }]
      }
    ]
  }

  it('of Playwright is counted, and what passed only at a second try has failed', () => {
    expect(countOfPlaywright(e2e)).toEqual({
      passed: 2,
      failed: 1,
      tests: seconds({
        'tests/e2e/x.spec.ts: opens': 3,
        'tests/e2e/x.spec.ts: by finger drags': 0.25,
        'tests/e2e/x.spec.ts: by finger pinches': 0
      }),
      skipped: ['tests/e2e/x.spec.ts: 1 skipped']
    })
  })

  it('ends with the slowest tests of all runners, slowest first', () => {
    const tests = [...countOfVitest(unit).tests!, ...countOfPlaywright(e2e).tests!]
    expect(slowest(tests, 3)).toEqual([
      '   3.0 s  tests/e2e/x.spec.ts: opens',
      '   1.5 s  src/a.test.ts: a works',
      '   0.3 s  tests/e2e/x.spec.ts: by finger drags'
    ])
  })
})

describe('a step', () => {
  /** Runs a program that ends with this exit code; gives whether it succeeded, and what was printed. */
  async function printed(exitCode: number) {
    let text = ''
    const program = `console.log('chunks'); console.error('timings'); process.exitCode = ${exitCode}`
    const good = await quietly(
      (write) => run('-e', [program], { write }),
      (part) => (text += part)
    )
    return { good, text }
  }

  it('that succeeds prints nothing', async () => {
    expect(await printed(0)).toEqual({ good: true, text: '' })
  })

  it('that fails prints all that it has written', async () => {
    const { good, text } = await printed(3)
    expect(good).toBe(false)
    expect(text).toContain('chunks\n')
    expect(text).toContain('timings\n')
  })
})
