/**
 * What follows a first trigger while its rebuild runs: duplicates, how far they stretch the cycle, and who
 * waits. Poisson requests, fixed rebuild time. Everything here is in units of the window scale k: a first
 * trigger at gap u = g/k, a rebuild that lasts w = Δ/k = 1/β.
 */
import { growthDelay } from './exponential-integral'
import { gapAtMass, type FirstTrigger } from './first-trigger'
import { eachNode, integrate } from './quadrature'
import type { Model } from './scenario'

/** Beyond this trigger mass a cycle without a trigger is rarer than 1e-20. */
const NEGLIGIBLE = 46
/** First triggers less likely than this add nothing that a double could hold. */
const RARE = 1e-22

/** A first trigger and what its rebuild meets; times are in units of the window scale. */
interface Meeting {
  /** Triggers expected while the rebuild runs, M. */
  mass: number
  /** Triggers expected in the part of it before expiry. */
  massEarly: number
  /** Requests expected in the part of it after expiry; all wait. */
  requestsLate: number
  /** How much of the rebuild is before expiry. */
  untilExpiry: number
  /** The trigger rate at the end of that part. */
  atExpiry: number
  /** The trigger rate after expiry. */
  rate: number
  /** Triggers expected in the last z of the rebuild, and in its first t. */
  inLast: (z: number) => number
  inFirst: (t: number) => number
}

/** The rebuild of length w that starts u before expiry. */
function meet(x1: number, u: number, w: number): Meeting {
  if (u >= w) {
    const atEnd = x1 * Math.exp(w - u)
    const atStart = x1 * Math.exp(-u)
    const mass = -atEnd * Math.expm1(-w)
    return {
      mass,
      massEarly: mass,
      requestsLate: 0,
      untilExpiry: w,
      atExpiry: atEnd,
      rate: x1,
      inLast: (z) => -atEnd * Math.expm1(-z),
      inFirst: (t) => (t < 1 ? atStart * Math.expm1(t) : atEnd * Math.exp(t - w) - atStart)
    }
  }
  const massEarly = -x1 * Math.expm1(-u)
  const expired = w - u
  const requestsLate = x1 * expired
  return {
    mass: massEarly + requestsLate,
    massEarly,
    requestsLate,
    untilExpiry: u,
    atExpiry: x1,
    rate: x1,
    inLast: (z) => (z <= expired ? x1 * z : requestsLate - x1 * Math.expm1(expired - z)),
    inFirst: (t) => (t <= u ? x1 * (Math.exp(t - u) - Math.exp(-u)) : massEarly + x1 * (t - u))
  }
}

/** The rebuild after a miss: nothing but expired requests. In seconds where there is no window (β = 0). */
function meetAfterMiss(rate: number, duration: number): Meeting {
  return {
    mass: rate * duration,
    massEarly: 0,
    requestsLate: rate * duration,
    untilExpiry: 0,
    atExpiry: rate,
    rate,
    inLast: (z) => rate * z,
    inFirst: (t) => rate * t
  }
}

/** What a coordination makes of the further triggers, given the first. */
interface Policy {
  /** Mean duplicates when M further triggers are expected. */
  duplicates: (mass: number) => number
  /** Mean time from the first to the last rebuild start: ∫ P(L > t) dt over the rebuild. */
  stretch: (meeting: Meeting, duration: number) => number
}

const withoutDuplicates: Policy = { duplicates: () => 0, stretch: () => 0 }

const uncoordinated: Policy = {
  duplicates: (mass) => mass,
  stretch: ({ rate, mass, untilExpiry, atExpiry }, duration) => {
    // Each part: how long before its end its last trigger falls, or, when it has none, the part before it.
    const expired = duration - untilExpiry
    const expiredMass = rate * expired
    const afterExpiry = expired > 0 ? expired + Math.expm1(-expiredMass) / rate : 0
    if (untilExpiry === 0 || mass === expiredMass) return afterExpiry
    return (
      afterExpiry -
      Math.expm1(-expiredMass) * untilExpiry +
      Math.exp(-expiredMass) * growthDelay(atExpiry, untilExpiry)
    )
  }
}

/** One rebuild in flight per process: each of the others starts with its own first trigger. */
function coalescing(processes: number): Policy {
  const others = processes - 1
  const lastAfter = (before: number, after: number) =>
    -Math.expm1(others * Math.log1p(Math.exp(-before / processes) * Math.expm1(-after / processes)))
  /** The trigger mass by which the last process has started: P(L > t) falls steeply there. */
  const steep = processes * Math.max(1, Math.log(processes))
  return {
    duplicates: (mass) => -others * Math.expm1(-mass / processes),
    stretch: (meeting, duration) => {
      const cuts = [0, duration]
      if (meeting.untilExpiry > 0 && meeting.untilExpiry < duration) cuts.push(meeting.untilExpiry)
      if (steep < meeting.mass) cuts.push(timeAtMass(meeting, duration, steep))
      cuts.sort((a, b) => a - b)
      let sum = 0
      for (let i = 1; i < cuts.length; i++) {
        const [from, to] = [cuts[i - 1], cuts[i]]
        sum += integrate(to - from, (left, right) =>
          lastAfter(meeting.inFirst(from + left), meeting.inLast(duration - to + right))
        )
      }
      return sum
    }
  }
}

function policyOf({ coordination, processes }: Pick<Model, 'coordination' | 'processes'>): Policy {
  if (coordination === 'none') return uncoordinated
  return coordination === 'lock' || processes === 1 ? withoutDuplicates : coalescing(processes)
}

/** When the meeting's triggers reach this mass, by bisection; need not be exact, it only places a cut. */
function timeAtMass(meeting: Meeting, duration: number, mass: number): number {
  let low = 0
  let high = duration
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (meeting.inFirst(middle) < mass) low = middle
    else high = middle
  }
  return high
}

/** Means over one cycle. */
export interface Stampede {
  /** E[duplicates]: rebuilds started while another is in flight. */
  duplicates: number
  /** E[L], s: from the first to the last rebuild start, by which the last writer stretches the cycle. */
  stretch: number
  /** Requests that wait: those that start a rebuild and those that come after expiry and before the write. */
  blocked: number
}

/**
 * Means over the first trigger's law. With a window, the first trigger's mass a is exponential on (0, mass);
 * what is left, e^(−mass), misses.
 * @param model Poisson arrivals and a fixed rebuild time; trusted
 */
export function stampede(model: Model, law: FirstTrigger): Stampede {
  const policy = policyOf(model)
  const means = { duplicates: 0, stretch: 0, blocked: 0 }
  const unit = law.earlyShare === 0 ? 1 : law.scale
  eachMeeting(model, law, (weight, meeting, duration) => {
    means.duplicates += weight * policy.duplicates(meeting.mass)
    means.stretch += weight * unit * policy.stretch(meeting, duration)
    means.blocked += weight * (1 + policy.duplicates(meeting.massEarly) + meeting.requestsLate)
  })
  return means
}

/**
 * Visits what every kind of first trigger meets, with its chance: a quadrature over the mass before it, broken
 * at the gap that equals the rebuild time, and the miss. Durations are in units of the window scale, or in
 * seconds where there is no window.
 */
export function eachMeeting(
  model: Model,
  law: FirstTrigger,
  visit: (chance: number, meeting: Meeting, duration: number) => void
): void {
  if (law.earlyShare === 0) {
    visit(1, meetAfterMiss(model.rate, model.delta), model.delta)
    return
  }
  const { x1, scale, mass } = law
  const w = 1 / model.beta
  const inTime = Math.min(mass, -x1 * Math.exp(-w) * Math.expm1(-(model.ttl - model.delta) / scale))
  const visitPiece = (from: number, to: number) =>
    eachNode(to - from, (left, right, weight) => {
      const chance = weight * Math.exp(-from - left)
      if (chance < RARE) return
      const u = gapAtMass(law, from + left, mass - to + right) / scale
      visit(chance, meet(x1, u, w), w)
    })
  const end = Math.min(mass, NEGLIGIBLE)
  visitPiece(0, Math.min(inTime, end))
  if (inTime < end) visitPiece(inTime, end)
  if (mass < NEGLIGIBLE) visit(Math.exp(-mass), meetAfterMiss(x1, w), w)
}
