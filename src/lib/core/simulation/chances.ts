/**
 * The chances of a cycle, given how it begins: that its refresh is late, that it is early, and that it is earlier than
 * some gap, at several β. Adding up chances instead of counting what happens needs far fewer cycles: a late share of
 * 0.1 % is seen once in a thousand cycles, and has its chance in every one of them (Rao–Blackwell).
 *
 * With Poisson requests the triggers at which a rebuild ends before expiry are a thinned Poisson process. So, with H(h)
 * triggers expected down to h before expiry and D the time of a rebuild, a cycle is late with the chance
 *   e^(−E[H(D)]) without coordination, where every trigger starts a rebuild, and the first to end decides;
 *   E[e^(−H(D))] with a lock, where only the first trigger does;
 *   E[e^(−H(D)/P)]^P with P processes, each of which sees a share of the requests.
 */
import { LEAST, survivals, type Beginning } from './survivals'
import { exp, expm1, log } from '../math/fixed-math'
import { lognormalNodes } from '../math/lognormal'
import { countedRule, likely } from './served/expression-rule'
import type { Rule } from '../model/rule'
import type { Model } from '../model/scenario'

/** What to add up. */
export interface ChancesAsked {
  betas: number[]
  /** Gaps longer than this count as too long, s; null adds up the chances to be late instead. */
  gap: number | null
}

/** Sums over cycles, for each β in the order asked; 0 where they were not asked for. */
export interface Chances {
  late: number[]
  lateSquared: number[]
  early: number[]
  /** A gap longer than the one asked for. */
  beyond: number[]
}

const chancesOf = (sums: (name: keyof Chances) => number[]): Chances => ({
  late: sums('late'),
  lateSquared: sums('lateSquared'),
  early: sums('early'),
  beyond: sums('beyond')
})

export const mergeChances = (a: Chances, b: Chances): Chances =>
  chancesOf((name) => a[name].map((value, i) => value + b[name][i]))

/** The chances of one cycle at one β. */
interface OfCycle {
  late: number
  early: number
  beyond: number
}

/** Durations in one σ, and how many σ they reach: longer ones are rarer than 1e-6. */
const IN_SIGMA = 3
const REACH = 5
/** Beginnings whose chances are kept. */
const MOST_KNOWN = 1000

export class ChanceSums {
  readonly sums: Chances
  private readonly rules: Rule[]
  /** Durations of a rebuild with its write, longest first, each with its weight; the weights add up to 1. */
  private readonly durations: { seconds: number; weight: number }[]
  private readonly known = new Map<string, OfCycle[]>()

  constructor(
    private readonly model: Model,
    private readonly asked: ChancesAsked
  ) {
    this.sums = chancesOf(() => asked.betas.map(() => 0))
    this.rules = asked.betas.map((beta) => countedRule({ ...model, beta }))
    const { delta, deltaCv, deviations } = model
    this.durations = lognormalNodes({ mean: delta, cv: deltaCv }, IN_SIGMA * REACH, (n) => n / IN_SIGMA)
      .map(({ value, weight }) => ({ seconds: value + (deviations?.writeTime ?? 0), weight }))
      .reverse()
  }

  add(beginning: Beginning): void {
    const { late, lateSquared, early, beyond } = this.sums
    this.of(beginning).forEach((one, i) => {
      late[i] += one.late
      lateSquared[i] += one.late * one.late
      early[i] += one.early
      beyond[i] += one.beyond
    })
  }

  /** Many cycles begin alike, at least where the rebuild time is fixed. */
  private of(exactly: Beginning): OfCycle[] {
    const beginning = likely(this.model, exactly)
    const { toExpiry, stored, lead, phase } = beginning
    const name = `${toExpiry} ${stored} ${lead} ${phase}`
    const known = this.known.get(name)
    if (known) return known
    const all = this.rules.map((rule) => {
      rule.store(stored, toExpiry, lead)
      return this.at(rule, beginning)
    })
    if (this.known.size < MOST_KNOWN) this.known.set(name, all)
    return all
  }

  private at(rule: Rule, beginning: Beginning): OfCycle {
    const { model, durations, asked } = this
    const { toExpiry } = beginning
    if (toExpiry <= 0) return { late: asked.gap === null ? 1 : 0, early: 0, beyond: 0 }
    const downTo = (seconds: number) => Math.min(toExpiry, seconds)
    if (asked.gap !== null) {
      const [beyond, early] = survivals(model, rule, beginning, [downTo(asked.gap), 0]).map(
        (none) => -expm1(none)
      )
      return { late: 0, early, beyond }
    }
    // While a value is served after its expiry, a refresh that ends there is in time: P(G + S < D).
    const stale = model.options?.stale ?? 0
    const times = durations.map(({ seconds }) => downTo(seconds - stale))
    return {
      late: lateChance(model, durations, survivals(model, rule, beginning, times)),
      early: 0,
      beyond: 0
    }
  }
}

/** @param logs of the chances that no request triggers until each duration before expiry */
function lateChance(
  { coordination, processes, options }: Model,
  durations: { weight: number }[],
  logs: number[]
): number {
  const mean = (of: (none: number) => number) =>
    durations.reduce((sum, { weight }, i) => sum + weight * of(logs[i]), 0)
  if (coordination === 'none' || (coordination === 'lock' && options?.losers === 'rebuild'))
    return Math.min(1, exp(mean((none) => Math.max(none, LEAST))))
  const shares = coordination === 'lock' ? 1 : processes
  const one = mean((none) => exp(none / shares))
  return one > 0 ? Math.min(1, exp(shares * log(one))) : 0
}
