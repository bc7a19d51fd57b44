import { ensureInstalled } from './install.mjs'
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
  const summary = []
  const wanted = stages.filter(({ name, optional }) =>
    asked.length === 0 ? !optional : asked.includes(name)
  )
  for (const { name, run } of wanted) {
    console.log(`\n── ${name}`)
    const started = performance.now()
    const count = await run().catch((error) => {
      console.error(error)
      return { passed: 0, failed: 1 }
    })
    total.passed += count.passed
    total.failed += count.failed
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    summary.push(`${name.padEnd(12)}${seconds.padStart(6)} s  ${count.passed} passed, ${count.failed} failed`)
    console.log(summary.at(-1))
  }
  console.log(`\n── all\n${summary.join('\n')}\n`)
}

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
