/**
 * Replays one key request by request, to show its cycles and to check the simulation. It shares only the random number
 * generator with the simulation, and its cost grows with the number of requests.
 */
import { storedDelta, wholeLifetime } from '../model/deviations'
import type { Random } from '../math/random'
import { phaseRates, type Bursts } from '../model/phase-rates'
import type { Model } from '../model/scenario'
import type { Cycle } from './served/served-cycle'

/** One request as the cache sees it. */
export interface Request {
  /** Time since the first write, s. */
  time: number
  /** Time until the stored value expires, s; 0 or less after expiry. */
  toExpiry: number
  /** −ln U: the request triggers where βΔ times this is at least the remaining lifetime, as the rule reads it. */
  draw: number
  triggered: boolean
  /** Whether it triggered and the coordination let it rebuild. */
  started: boolean
  /** Whether it waits for a rebuild: its own, or after expiry the running one. */
  waits: boolean
}

interface Rebuild {
  end: number
  duration: number
  process: number
}

/**
 * Two times this close, in periods, are the same instant, because evenly spaced requests may come exactly at a write or an
 * expiry. At the same instant a write comes before a request, a request misses an expiry, and a write is in time for it.
 */
const SAME_INSTANT = 1e-6

/**
 * Replays cycle after cycle. Each begins at a write that left nothing in flight and ends at the next such write.
 * Request i draws from random stream i. So at every β the same requests come with the same random numbers, and a larger β
 * can only move the first trigger to an earlier request.
 * @param model validated; where its refreshes run into each other, a cycle may not end
 * @param random used by the replay alone until it ends
 * @param visit sees every request in the order of time; the replay ends when it returns false
 */
export function* replay(
  model: Model,
  random: Random,
  cycles: number,
  visit?: (request: Request) => boolean | void
): Generator<Cycle, void> {
  const { ttl, delta, deltaCv, beta, coordination, processes, resolution, deviations = {} } = model
  const rebuildTime = () => random.lognormal(delta, deltaCv)
  const { expirySlack = 0, lifetime } = deviations
  /** Time at which the expiry was set: after the rebuild, or before it. */
  const setAt = (written: number, took: number) =>
    lifetime?.expires === 'first' ? written - Math.min(took, ttl) : written
  /** The expiry that the rule reads. */
  const expiryOf = (written: number, took: number) => {
    const whole = setAt(written, took) + ttl
    return resolution > 0 ? Math.floor((whole + expirySlack) / resolution) * resolution : whole
  }
  /** Time from which the value is no longer served. */
  const deathOf = (written: number, took: number) => {
    const expiry = expiryOf(written, took)
    if (!lifetime) return expiry
    const seconds = wholeLifetime(setAt(written, took) - written + ttl + expirySlack)
    if (seconds === 0) return Math.min(expiry, written)
    return Math.min(expiry, (lifetime.store === 'files' ? Math.floor(written) : written) + seconds)
  }
  const sameInstant = model.arrivals.kind === 'even' ? SAME_INSTANT / model.rate : 0

  random.seek(0)
  const nextArrival = arrivals(model, random)
  const first = rebuildTime()
  let expiry = expiryOf(0, first)
  let death = deathOf(0, first)
  let stored = storedDelta(first, deviations.storedDelta)
  let lastWrite = 0
  let guardedUntil = -Infinity
  let begun = 0
  let refreshed = false
  let cycle: Cycle = { gap: 0, late: false, duplicates: 0, stretch: 0, blocked: 0 }
  const inFlight: Rebuild[] = []

  for (let request = 1; cycles > 0; request++) {
    random.seek(request)
    const time = nextArrival()
    const draw = random.exponential()
    const process = Math.floor(processes * random.uniform())
    const duration = rebuildTime()

    while (inFlight.length > 0 && inFlight[0].end <= time + sameInstant) {
      const written = inFlight.shift()!
      if (!refreshed) cycle.late = death < written.end - sameInstant
      refreshed = true
      expiry = expiryOf(written.end, written.duration)
      death = deathOf(written.end, written.duration)
      stored = storedDelta(written.duration, deviations.storedDelta)
      lastWrite = written.end
      if (inFlight.length === 0) {
        cycle.stretch = written.end - begun - (ttl + delta)
        begun = written.end
        yield cycle
        if (--cycles === 0) return
      }
    }

    const toExpiry = Math.abs(death - time) <= sameInstant ? 0 : death - time
    const expired = toExpiry <= 0
    const left = toExpiry + (expiry - death)
    const read = deviations.rule === 'seconds' ? Math.floor(left + 0.5) : left
    const taken = deviations.rule === 'age' ? Math.ceil(1000 * (time - lastWrite)) / 1000 : stored
    const triggered = expired || beta * taken * draw >= read
    const forbidden =
      (deviations.background && !expired && time < guardedUntil) ||
      (coordination !== 'none' &&
        inFlight.some((other) => coordination === 'lock' || other.process === process))
    const started = triggered && !forbidden
    if (deviations.background && started && !expired) guardedUntil = time + stored
    const waits =
      expired || (started && !deviations.background) || (triggered && (deviations.losersWait ?? false))
    if (visit?.({ time, toExpiry, draw, triggered, started, waits }) === false) return
    if (started) {
      if (inFlight.length === 0) {
        cycle = { gap: toExpiry, late: false, duplicates: 0, stretch: 0, blocked: 0 }
        refreshed = false
      } else cycle.duplicates++
      const end = time + duration + (deviations.writeTime ?? 0)
      const after = inFlight.findIndex((other) => other.end > end)
      inFlight.splice(after < 0 ? inFlight.length : after, 0, { end, duration, process })
    }
    if (waits) cycle.blocked++
  }
}

/** Gives the time of each next request, s. */
function arrivals({ arrivals, rate }: Model, random: Random): () => number {
  let time = 0
  if (arrivals.kind === 'poisson') return () => (time += random.exponential() / rate)
  if (arrivals.kind === 'even') {
    let position = random.uniform()
    return () => position++ / rate
  }
  if (arrivals.ratio !== undefined) return peaksAndQuiet(rate, arrivals, random)
  const { on, off } = arrivals
  const shareOn = on / (on + off)
  let onFor = random.uniform() < shareOn ? on * random.exponential() : 0
  return () => {
    let wait = (shareOn / rate) * random.exponential()
    while (wait > onFor) {
      wait -= onFor
      time += onFor + off * random.exponential()
      onFor = on * random.exponential()
    }
    onFor -= wait
    return (time += wait)
  }
}

/** The same where requests come in both phases: the one behind the end of this phase is drawn again in the next. */
function peaksAndQuiet(rate: number, bursts: Bursts, random: Random): () => number {
  const { on, off } = bursts
  const { peak, quiet } = phaseRates(rate, bursts)
  let time = 0
  let atPeak = random.uniform() < on / (on + off)
  let phaseEnd = (atPeak ? on : off) * random.exponential()
  return () => {
    for (;;) {
      const next = time + random.exponential() / (atPeak ? peak : quiet)
      if (next <= phaseEnd) return (time = next)
      time = phaseEnd
      atPeak = !atPeak
      phaseEnd = time + (atPeak ? on : off) * random.exponential()
    }
  }
}
