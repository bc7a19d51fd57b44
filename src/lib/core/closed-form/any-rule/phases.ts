/**
 * A coarse expiry, floor((now + T)/ρ)·ρ, cuts a time s in [0, ρ) off each lifetime. With s the next one is known but for
 * the chance of one cycle: the value expires on the lattice of ρ, its refresh starts G before that and writes D later, and
 * the last writer L after that, so s′ = (T + D + L − G) mod ρ; G is −w for a request w after expiry. This Markov chain has a
 * stationary law, and figures are averaged over it. Functions of s are taken as polynomials through the Gauss points of
 * [0, ρ), which is exact to the digits where they are smooth in s (Nyström’s method).
 */
import { exp, expm1 } from '../../math/fixed-math'
import { COARSE, eachNode, GAUSS } from '../../math/quadrature'
import type { Model } from '../../model/scenario'
import { eachFirst, type First } from './first-triggers'
import { triggersOf, type Life } from './lives'
import { ruleTree } from './rule-tree'
import type { After, Starts } from './starts'

/**
 * A gap that spreads over more steps than this leaves every phase as likely as any other. The paper’s gaps have a smooth
 * law, whose waves fade as e^(−π²k/ρ); those of a rule with a step begin at once.
 */
const MANY_STEPS = { paper: 20, other: 60 }
/** First triggers less likely than this count without what starts after them. */
const SLIGHT = 1e-7
/** Rounds of the chain; it forgets its beginning in a few cycles, as most of a gap does not depend on the lifetime. */
const ROUNDS = 200

/** Interpolation in Gauss points of [0, 1): the value of each basis polynomial, and of its derivative. */
const points = GAUSS.map(({ left }) => left)
const barycentric = points.map((x, i) =>
  points.reduce((product, y, j) => (i === j ? product : product / (4 * (x - y))), 1)
)

/** Adds a share of each basis polynomial’s value at x. Where x is a point of its own, a step of rounding away will do. */
function addBasis(to: Float64Array, share: number, x: number): void {
  let sum = 0
  for (let i = 0; i < terms.length; i++) {
    terms[i] = barycentric[i] / (x === points[i] ? 1e-17 : x - points[i])
    sum += terms[i]
  }
  const each = share / sum
  for (let i = 0; i < terms.length; i++) to[i] += each * terms[i]
}
const terms = new Float64Array(points.length)

/** derivative[i][j]: that of the basis polynomial j at the point i. */
const derivative = points.map((x, i) => {
  const row = points.map((y, j) => (i === j ? 0 : barycentric[j] / barycentric[i] / (x - y)))
  row[i] = -row.reduce((a, b) => a + b, 0)
  return row
})
/** What a function jumps by where a phase begins anew. */
const jump = new Float64Array(points.length)
addBasis(jump, 1, 0)
addBasis(jump, -1, 1)

const phaseOf = (time: number, step: number) => {
  const share = time / step
  return share - Math.floor(share)
}

/** Adds E[f((time + L) mod ρ)] to a row, for every basis polynomial f: f(time) + ∫ f′·P(L > t) dt and the jumps. */
function addAfterLast(
  row: Float64Array,
  chance: number,
  time: number,
  step: number,
  starts: Starts,
  after: After
) {
  addBasis(row, chance, phaseOf(time, step))
  if (starts.most(after.mass) === 0 || chance < SLIGHT) return
  const { duration, early } = after
  const later = (t: number) => starts.lastAfter(after.inFirst(t), after.inLast(duration - t))
  const toWrap = step * (1 - phaseOf(time, step))
  const wraps: number[] = []
  for (let t = toWrap; t < duration; t += step) wraps.push(t)
  for (const t of wraps) {
    const weight = chance * later(t)
    for (let j = 0; j < row.length; j++) row[j] += weight * jump[j]
  }
  const times = starts.steps.map((mass) => after.timeOf(mass))
  const cuts = [0, early, duration, ...wraps, ...times].sort((a, b) => a - b)
  const slopes = new Float64Array(row.length)
  for (let i = 1; i < cuts.length; i++) {
    const middle = (cuts[i - 1] + cuts[i]) / 2
    const phase = phaseOf(time + middle, step)
    eachNode(
      cuts[i] - cuts[i - 1],
      (left, right, weight) => {
        const t = left < right ? cuts[i - 1] + left : cuts[i] - right
        addBasis(slopes, (chance * weight * later(t)) / step, phase + (t - middle) / step)
      },
      COARSE
    )
  }
  for (let i = 0; i < row.length; i++)
    for (let j = 0; j < row.length; j++) row[j] += slopes[i] * derivative[i][j]
}

/** The lifetimes of a model with a coarse expiry, whose steps are shorter than its lifetime. */
export function coarseLives(model: Model, starts: Starts): Life[] {
  const { delta, rate, resolution: step, ttl } = model
  const lives = points.map((point) => triggersOf(model, ttl, ttl - step * point))
  const weights = GAUSS.map(({ weight }) => weight)
  const many = ruleTree(model) === null ? MANY_STEPS.paper : MANY_STEPS.other
  if (spread(lives[0]) / step > many) return lives.map((triggers, i) => ({ triggers, weight: weights[i] }))
  // A write at once, or as late as can be, falls on the lattice after gaps of so much more than whole steps.
  const offsets = (starts.most(rate * ttl) === 0 ? [0] : [0, delta]).map(
    (last) => phaseOf(ttl + delta + last, step) * step
  )
  const rows = lives.map((triggers) => {
    const row = new Float64Array(points.length)
    const end = { ttl: triggers.ttl, weight: 1 }
    eachFirst(triggers, [end], rate, delta, wrapsOf(triggers, offsets, step), COARSE, (first) => {
      if (first.gap > 0) addAfterLast(row, first.chance, ttl + delta - first.gap, step, starts, first.after)
      else addAfterMiss(row, first, model, starts)
    })
    const total = row.reduce((a, b) => a + b, 0)
    return row.map((value) => value / total)
  })
  let shares = weights
  for (let round = 0; round < ROUNDS; round++) {
    const next = points.map((_, j) => rows.reduce((sum, row, i) => sum + shares[i] * row[j], 0))
    const moved = next.reduce((sum, value, j) => sum + Math.abs(value - shares[j]), 0)
    shares = next
    if (moved < 1e-12) break
  }
  return lives.map((triggers, i) => ({ triggers, weight: shares[i] }))
}

/** How far gaps spread, s: nearly all of those that come early. */
function spread(triggers: Life['triggers']): number {
  return triggers.gapAt(Math.min(1e-4, triggers.total)) - triggers.gapAt(Math.min(12, triggers.total))
}

/** The gaps of first triggers that are an offset more than whole steps, as long as they are few. */
function wrapsOf(triggers: Life['triggers'], offsets: number[], step: number): number[] {
  const near = triggers.gapAt(Math.min(46, triggers.total))
  const far = triggers.gapAt(Math.min(1e-12, triggers.total))
  return offsets.flatMap((offset) => {
    const first = Math.ceil((near - offset) / step)
    const count = Math.min(MOST_WRAPS, Math.floor((far - offset) / step) - first + 1)
    return Array.from({ length: Math.max(0, count) }, (_, i) => offset + (first + i) * step)
  })
}
/** Gaps that spread over more steps than this are nearly all rare. */
const MOST_WRAPS = 200

/** After a miss the first request comes an exponential time w after expiry; only w mod ρ matters. */
function addAfterMiss(row: Float64Array, { chance, after }: First, model: Model, starts: Starts) {
  const { delta, rate, resolution: step, ttl } = model
  const all = -expm1(-rate * step)
  const wrap = step * (1 - phaseOf(ttl + delta, step))
  for (const [from, to] of [
    [0, wrap],
    [wrap, step]
  ])
    eachNode(
      to - from,
      (left, _, weight) => {
        const w = from + left
        const share = (weight * rate * exp(-rate * w)) / all
        if (share > 1e-12) addAfterLast(row, chance * share, ttl + delta + w, step, starts, after)
      },
      COARSE
    )
}
