import { availableParallelism } from 'node:os'
import { slowest } from './counted.mjs'
import { ensureInstalled } from './install.mjs'
import { sideBySide } from './side-by-side.mjs'
import { stages } from './stages.mjs'

/** `npm test` runs every stage but the optional ones, `npm test -- lint unit` those two. */
const asked = process.argv.slice(2)
const total = { passed: 0, failed: 0 }

const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`No stage ${unknown.join(', ')}; there are ${stages.map(({ name }) => name).join(', ')}.`)
  total.failed++
} else if (!ensureInstalled()) {
  console.error('The packages could not be installed.')
  total.failed++
} else {
  /** @type {Map<string, string>} */
  const summary = new Map()
  /** @type {import('./counted.mjs').Timed[]} */
  const tests = []
  /** @type {string[]} */
  const skipped = []
  const wanted = stages.filter(({ name, optional }) =>
    asked.length === 0 ? !optional : asked.includes(name)
  )
  await sideBySide(wanted, availableParallelism(), async ({ name, cores = 1, run }) => {
    // What runs alone shows its progress; of what runs beside others the output is printed in one piece.
    const alone = cores >= availableParallelism()
    let output = ''
    console.log(alone ? `\n── ${name}` : `── ${name} starts`)
    const started = performance.now()
    const count = await run(alone ? undefined : (text) => (output += text)).catch((error) => {
      console.error(error)
      return { passed: 0, failed: 1, tests: [], skipped: [] }
    })
    total.passed += count.passed
    total.failed += count.failed
    tests.push(...(count.tests ?? []))
    skipped.push(...(count.skipped ?? []))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const line = `${name.padEnd(12)}${seconds.padStart(6)} s  ${count.passed} passed, ${count.failed} failed`
    summary.set(name, line)
    console.log(alone ? line : `\n── ${name}\n${output}${line}\n`)
  })
  if (tests.length > 0) console.log(`\n── the slowest tests\n${slowest(tests, 20).join('\n')}`)
  console.log(`\n── all\n${wanted.map(({ name }) => summary.get(name)).join('\n')}\n`)
  if (skipped.length > 0)
    console.log(`── skipped, because this machine lacks what they need\n${skipped.join('\n')}\n`)
}

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
