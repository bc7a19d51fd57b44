/**
 * How many rebuilds start in a cycle after the first one, and when: for Poisson requests and a fixed rebuild time, given
 * the triggers that are expected after it.
 */
import { expm1 } from '../../math/fixed-math'
import { binomialCdf, poissonCdf } from '../../math/gamma'
import { GAUSS, integrate, type Quadrature } from '../../math/quadrature'
import { onePerProcess } from '../coordination'
import { followed } from './legendre'
import type { TriggerMass } from './trigger-mass'

/** The triggers after a first one at gap g; below 0, so long after the expiry. */
export class After {
  /** Time of the rebuild before expiry, s. */
  readonly early: number
  /** Triggers expected while it runs, and in its part before expiry. */
  readonly mass: number
  readonly massEarly: number

  constructor(
    private readonly triggers: TriggerMass,
    private readonly gap: number,
    private readonly rate: number,
    readonly duration: number
  ) {
    this.early = Math.min(duration, Math.max(0, gap))
    this.massEarly = this.early > 0 ? triggers.between(gap - this.early, gap) : 0
    this.mass = this.massEarly + rate * (duration - this.early)
  }

  /** The same for a rebuild of another duration, s. */
  lasting(duration: number): After {
    return new After(this.triggers, this.gap, this.rate, duration)
  }

  /** Triggers expected in its first t seconds. */
  inFirst(t: number): number {
    const { early, gap, massEarly, rate, triggers } = this
    if (t >= early) return massEarly + rate * (t - early)
    return triggers.between(gap - t, gap)
  }

  /** Triggers expected in its last t seconds. */
  inLast(t: number): number {
    const { duration, early, gap, rate, triggers } = this
    const late = duration - early
    if (t <= late) return rate * t
    const end = gap - early
    return rate * late + triggers.between(end, end + Math.min(early, t - late))
  }

  /** When this mass is reached, s; the whole duration where it is not. */
  timeOf(mass: number): number {
    const { duration, early, gap, massEarly, rate, triggers } = this
    if (mass >= massEarly) return Math.min(duration, early + (mass - massEarly) / rate)
    return Math.min(early, Math.max(0, gap - triggers.gapAt(triggers.at(gap) + mass)))
  }

  /** Bends of the rule while it runs, s since its start. */
  get bends(): number[] {
    const { early, gap, triggers } = this
    const times: number[] = []
    // They are in the order of falling gaps, and may be thousands.
    let [at, end] = [0, triggers.bends.length]
    while (at < end) {
      const middle = (at + end) >> 1
      if (triggers.bends[middle] < gap) end = middle
      else at = middle + 1
    }
    for (; at < triggers.bends.length && gap - triggers.bends[at] < early; at++)
      times.push(gap - triggers.bends[at])
    return times
  }
}

/** How many may start, by the coordination. */
export interface Starts {
  /** The mean number after the first, where M triggers are expected. */
  mean(mass: number): number
  /** The chance that at most n start after the first. */
  atMost(n: number, mass: number): number
  /** The most that can start, but for a negligible chance, where at most M triggers are expected. */
  most(mass: number): number
  /** Whether the last start comes after more than `before` triggers, with `after` to come. */
  lastAfter(before: number, after: number): number
  /** Whether every one of M triggers starts one, but for a negligible chance: then the triggers before do not matter. */
  allStart(mass: number): boolean
  /** Masses around which that chance falls. */
  readonly steps: readonly number[]
}

const surelyBelow = (mean: number) => Math.ceil(mean + 10 * Math.sqrt(mean) + 50)

export const NO_MORE: Starts = {
  mean: () => 0,
  atMost: () => 1,
  most: () => 0,
  lastAfter: () => 0,
  allStart: () => false,
  steps: []
}

/** All of them start one; of W workers one has the first. */
export function everyTrigger(workers: number): Starts {
  if (workers <= 1) return NO_MORE
  const others = workers - 1
  return {
    // E[min(N, W − 1)] = M·P(N ≤ W − 3) + (W − 1)·P(N ≥ W − 1)
    mean: (mass) =>
      others >= surelyBelow(mass)
        ? mass
        : mass * (others >= 2 ? poissonCdf(others - 2, mass) : 0) +
          others * (1 - poissonCdf(others - 1, mass)),
    atMost: (n, mass) => (n >= others ? 1 : poissonCdf(n, mass)),
    most: (mass) => Math.min(others, surelyBelow(mass)),
    lastAfter: (before, after) =>
      (others >= surelyBelow(before) ? 1 : poissonCdf(others - 1, before)) * -expm1(-after),
    allStart: (mass) => others >= surelyBelow(mass),
    steps:
      others === Infinity
        ? []
        : [others - 8 * Math.sqrt(others), others + 8 * Math.sqrt(others) + 30].filter((mass) => mass > 0)
  }
}

/** Each of P processes has at most one in flight. */
export function eachProcess(processes: number): Starts {
  if (processes <= 1) return NO_MORE
  const others = processes - 1
  return {
    ...onePerProcess(processes),
    atMost: (n, mass) => (n >= others ? 1 : binomialCdf(n, others, -expm1(-mass / processes))),
    most: (mass) => Math.min(others, surelyBelow(mass)),
    allStart: () => false
  }
}

/** From so many parts on a simpler quadrature does. */
const MANY = 24

/**
 * E[L], s: the mean time from the first to the last start, ∫ P(L > t) dt over the rebuild.
 * @param quadrature between bends
 * @param unseen last terms of a polynomial, s, that make no difference: then the quadrature is for parts that none follows
 */
export function stretchOf(
  starts: Starts,
  after: After,
  quadrature: Quadrature,
  unseen: number | null = null
): number {
  if (starts === NO_MORE) return 0
  const { duration, early } = after
  const times = starts.steps.map((mass) => after.timeOf(mass))
  const cuts = [0, early, duration, ...times, ...after.bends].sort((a, b) => a - b)
  const all = starts.allStart(after.mass)
  let sum = 0
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1], cuts[i]]
    if (to <= from) continue
    const chance = (left: number, right: number) =>
      starts.lastAfter(all ? 0 : after.inFirst(from + left), after.inLast(duration - to + right))
    // Between many bends parts are short and smooth; the chance falls steeply near the end only.
    const simplest = cuts.length > MANY && i < cuts.length - 1 ? GAUSS : quadrature
    sum +=
      unseen === null ? integrate(to - from, chance, simplest) : followed(to - from, chance, simplest, unseen)
  }
  return sum
}
