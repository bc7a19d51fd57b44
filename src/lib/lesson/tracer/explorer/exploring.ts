/** Answers a question in short pieces, so that whoever runs it can tell how far it is, or stop. */
import { explorer, PROGRAMS } from '$lib/trace'
import type { Question, Reply } from './explorer'

export function* exploring({ defence, variant, bounds, first }: Question): Generator<Reply, Reply, void> {
  const start = performance.now()
  const program = PROGRAMS[defence].find((one) => one.variant === variant)!
  try {
    const steps = explorer(program, bounds, { first })
    for (let next = steps.next(); ; next = steps.next()) {
      if (next.done) return { kind: 'done', explored: next.value, ms: performance.now() - start }
      yield { kind: 'reached', states: next.value }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'refused', message: error.message }
  }
}
