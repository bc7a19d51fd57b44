import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROGRAMS, explore, parseSchedule, play, type Move, type Program } from '../../src/lib/trace'
import { has } from '../support/at-hand'

const execute = promisify(execFile)
const programs = Object.values(PROGRAMS).flat()
const nameOf = ({ defence, variant }: Program) => `${defence} ${variant}`

/** What Spin says of a program: `schedule` is the shortest one that fails, null where none does. */
interface Verdict {
  errors: number
  schedule: Move[] | null
}

/**
 * Breadth first, so that the first error that Spin meets is a nearest one. Without partial-order reduction, which leaves
 * schedules out.
 */
async function spin(program: Program, folder: string): Promise<Verdict> {
  const { defence, variant, bounds } = program
  const run = async (tool: string, ...args: string[]) => (await execute(tool, args, { cwd: folder })).stdout
  const macros = [
    `-D${variant.toUpperCase().replaceAll('-', '_')}`,
    ...Object.entries(bounds).map(([name, value]) => `-D${name.toUpperCase()}=${value}`)
  ]
  copyFileSync(resolve(import.meta.dirname, `${defence}.pml`), join(folder, 'model.pml'))
  await run('spin', '-a', ...macros, 'model.pml')
  await run('gcc', '-w', '-DBFS', '-DNOREDUCE', '-o', 'pan', 'pan.c')
  const report = await run(join(folder, 'pan'))
  expect(report, nameOf(program)).not.toContain('search not completed')
  const errors = Number(/errors: (\d+)/.exec(report)?.[1])
  if (errors === 0) return { errors, schedule: null }
  // The replay prints each move in a line of its own, and then what failed.
  const replay = await run('spin', '-t', '-T', ...macros, 'model.pml').catch(({ stdout }) => String(stdout))
  const moves = replay.split('\n').filter((text) => /^\s*[A-Da-et]\d?$/.test(text))
  const { moves: schedule, rest } = parseSchedule(moves.join('').replace(/\s/g, ''))
  expect(rest).toBe('')
  return { errors, schedule }
}

describe.skipIf(!has('spin', [6, 0], '-V') || !has('gcc'))(
  'the explorer, beside Spin, which needs gcc',
  () => {
    let folder: string
    const verdicts = new Map<Program, Verdict>()

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'spin-'))
      const waiting = [...programs]
      const work = async () => {
        for (let program = waiting.pop(); program; program = waiting.pop())
          verdicts.set(program, await spin(program, mkdtempSync(join(folder, 'model-'))))
      }
      await Promise.all(Array.from({ length: availableParallelism() }, work))
    }, 120_000)

    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it.each(programs.map((program) => [nameOf(program), program] as const))(
      '%s: the same verdict, and shortest failing schedules of the same length',
      (_, program) => {
        const { errors, schedule } = verdicts.get(program)!
        expect(errors).toBe(program.holds ? 0 : 1)
        const { failures } = explore(program)
        expect(schedule?.length).toBe(failures[0]?.schedule.length)
        if (schedule === null) return
        // Spin's schedule fails in the tracer, too, at its last step and not before.
        const { frames, stopped } = play(program, schedule)
        expect(stopped).toBeNull()
        expect(frames.map(({ broken }) => broken.length > 0)).toEqual([...schedule.map(() => false), true])
      }
    )

    it('has a model for every program, and no macro that no program sets', () => {
      const used = new Set(programs.map(({ variant }) => variant.toUpperCase().replaceAll('-', '_')))
      for (const defence of Object.keys(PROGRAMS)) {
        const text = readFileSync(resolve(import.meta.dirname, `${defence}.pml`), 'utf8')
        for (const [, macro] of text.matchAll(/(?:#ifn?def |defined\()(\w+)/g))
          expect(used, defence).toContain(macro)
      }
    })
  }
)
