/** Answers a question in short pieces, so that its caller can show progress, or stop. */
import { explorer, PROGRAMS, type Bounds, type DefenceName, type Explored } from '$lib/trace'

export interface Question {
  defence: DefenceName
  variant: string
  bounds: Bounds
  /** A shortest failure is enough. */
  first: boolean
}

export type Reply =
  | { kind: 'reached'; states: number }
  | { kind: 'done'; explored: Explored; ms: number }
  | { kind: 'refused'; message: string }

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
