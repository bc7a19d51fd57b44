/** How coordination turns the triggers during a rebuild into duplicates: means over the law of the triggers. */
import { growthDelay } from '../math/exponential-integral'
import { exp, expm1, log, log1p } from '../math/fixed-math'
import { inFirst, inLast, timeAtMass, type Overlap } from './overlap'
import { integrate, type Quadrature } from '../math/quadrature'
import type { Model } from '../model/scenario'

/** Means for one coordination, given the first trigger. */
interface Policy {
  /** Mean duplicates where M further triggers are expected. */
  duplicates: (mass: number) => number
  /** Mean time from the first to the last rebuild start: ∫ P(L > t) dt over the rebuild. */
  stretch: (overlap: Overlap, duration: number, quadrature: Quadrature) => number
}

const withoutDuplicates: Policy = { duplicates: () => 0, stretch: () => 0 }

const uncoordinated: Policy = {
  duplicates: (mass) => mass,
  stretch: ({ rate, mass, untilExpiry, atExpiry }, duration) => {
    // The last trigger lies after expiry if any does; otherwise it lies in the part before expiry.
    const expired = duration - untilExpiry
    const expiredMass = rate * expired
    const afterExpiry = expired > 0 ? expired + expm1(-expiredMass) / rate : 0
    if (untilExpiry === 0 || mass === expiredMass) return afterExpiry
    return (
      afterExpiry - expm1(-expiredMass) * untilExpiry + exp(-expiredMass) * growthDelay(atExpiry, untilExpiry)
    )
  }
}

/** Each process has at most one rebuild in flight, so every other process starts one at its own first trigger. */
export function onePerProcess(processes: number) {
  const others = processes - 1
  return {
    /** The mean number after the first, where M triggers are expected. */
    mean: (mass: number) => -others * expm1(-mass / processes),
    /** Whether the last start comes after more than `before` triggers, with `after` to come. */
    lastAfter: (before: number, after: number) =>
      -expm1(others * log1p(exp(-before / processes) * expm1(-after / processes))),
    /** That chance falls around the first of these masses, a Gumbel law, and is 0 to every digit after the last. */
    steps: [-4, 0, 5, 46].map((mass) => processes * (log(processes) + mass)).filter((mass) => mass > 0)
  }
}

function coalescing(processes: number): Policy {
  const { mean, lastAfter, steps } = onePerProcess(processes)
  return {
    duplicates: mean,
    stretch: (overlap, duration, quadrature) => {
      const times = steps.map((mass) => timeAtMass(overlap, duration, mass))
      const end = times[times.length - 1]
      const cuts = [0, overlap.untilExpiry, ...times].filter((time) => time <= end).sort((a, b) => a - b)
      let sum = 0
      for (let i = 1; i < cuts.length; i++) {
        const [from, to] = [cuts[i - 1], cuts[i]]
        const surely = lastAfter(inFirst(overlap, to), inLast(overlap, duration - to)) === 1
        sum += surely
          ? to - from
          : integrate(
              to - from,
              (left, right) =>
                lastAfter(inFirst(overlap, from + left), inLast(overlap, duration - to + right)),
              quadrature
            )
      }
      return sum
    }
  }
}

export const startsDuplicates = (model: Pick<Model, 'coordination' | 'processes'>) =>
  policyOf(model) !== withoutDuplicates

/** The policy of a model's coordination; one process that coalesces starts no duplicates. */
export function policyOf({ coordination, processes }: Pick<Model, 'coordination' | 'processes'>): Policy {
  if (coordination === 'none') return uncoordinated
  return coordination === 'lock' || processes === 1 ? withoutDuplicates : coalescing(processes)
}
