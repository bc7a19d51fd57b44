/**
 * Which β keys that share one should have.
 *
 * Among the β that keep the limits in all cases it is the one with the least regret: in each case, the rebuilds an hour
 * above the fewest that the limits allow there; of all cases, the worst. Where no β keeps the limits in all cases it is
 * the one with the fewest rebuilds for what was entered, and the case that breaks it is named.
 */
import { CASES, type Case } from './cases'
import { nodeAt, nodesFrom, USUAL, type Bounds, type Curves } from './curves'
import type { Limits } from './trial'
import { bisect, geometricMean } from '../math/bisect'
import { exp, log, roundTo } from '../math/fixed-math'
import { PARAMETERS } from '../model/fields'

/** β in the range cost at most this share more rebuilds than the fewest. */
const NEXT_TO_NOTHING = 0.03
/** A present β is kept where the best saves less rebuild work a day, s. */
const LITTLE_WORK = 60
/** There is nothing to gain where the best β saves less than this share of the rebuilds of β = 1, or LITTLE_WORK. */
const LITTLE_GAIN = 0.01
/** A late limit does not count where all that requests wait for late refreshes is less than this a day, s. */
const LITTLE_WAIT = 1
/** A β of one digit may cost so many more rebuilds, as a share; one of two digits, so many. Nobody sets a third. */
const ROUNDER = [0.004, 0.01]
/** β as near to each other as this ratio are the same. */
const SAME = 1.01

/** A key that shares the β. */
export interface Member {
  /** Its place in the scenario. */
  key: number
  curves: Curves
}

/** The case in which a β does not keep the limits. */
export interface Breaking extends Case {
  limit: keyof Limits
  /** The place of the key that breaks it. */
  key: number
  /** What the limited share comes to. */
  share: number
}

/**
 * Why this β: the rebuilds balance, or a limit allows no smaller or no larger one, or early refresh saves nothing and
 * nobody waits without it.
 */
export type Reason = 'minimum' | 'late' | 'lifetime' | 'overload' | 'off'

/** What the best β would save against β = 1, where that is too little to matter. */
export interface LittleGain {
  because: 'share' | 'work'
  /** Of the rebuilds at β = 1. */
  share: number
  /** Rebuild work a day, s. */
  work: number
}

export interface Choice {
  beta: number
  reason: Reason
  /** Whether it keeps the limits in all cases. */
  robust: boolean
  /** The case that breaks it; null where it is robust, or where the cases are not known. */
  breaking: Breaking | null
  /** The β that keep the same limits. */
  limits: [low: number, high: number]
  /** The β around it that cost at most `within` more than the fewest rebuilds, and keep those limits; to two digits. */
  range: [low: number, high: number]
  /** 3 %, or more where the recommended β itself costs more than that. */
  within: number
  /** The β that are kept: those of the range, and those against which the best saves next to no rebuild work. */
  kept: [low: number, high: number]
  /** The fewest rebuilds per hour that the limits allow for what was entered, and at which β. */
  least: { beta: number; cost: number }
  /** The β with the fewest rebuilds if what was entered is exactly right. */
  ifExact: number
  /** Null where there is something to gain against β = 1. */
  littleGain: LittleGain | null
}

/** The bounds that these keys share in these cases. */
export function meet(members: Member[], cases: readonly number[]): Bounds {
  // The others lie between those where both inputs are wrong, and hardly ever narrow what these leave.
  const inTurn = [...cases.filter(isExtreme), ...cases.filter((at) => !isExtreme(at))]
  const all = inTurn
    .flatMap((at) => members.map(({ curves }) => ({ at, curves })))
    .reduce(
      (left: Bounds, { at, curves }) => {
        if (curves.keeps?.(at, left)) return left
        const { low, high } = curves.bounds(at)
        return { low: Math.max(left.low, low), high: Math.min(left.high, high) }
      },
      { low: 0, high: PARAMETERS.beta.max }
    )
  const isUsual = members.every(({ curves }) => curves.isUsual)
  const most = all.low > USUAL || !isUsual ? PARAMETERS.beta.max : USUAL
  return { low: all.low, high: Math.min(most, all.high) }
}

export const isOpen = ({ low, high }: Bounds) => low <= high

const sum = (members: Member[], of: (curves: Curves) => number) =>
  members.reduce((total, { curves }) => total + of(curves), 0)

interface Least {
  beta: number
  cost: number
}

/** On a grid whose neighbours are √2 apart: the best point, with its neighbours. */
function bestOnGrid(f: (beta: number) => number, { low, high }: Bounds): Least[] {
  const grid = high > low ? [...nodesFrom(low, high), high] : [low]
  const all = grid.map((beta) => ({ beta, cost: f(beta) }))
  const at = all.reduce((best, { cost }, i) => (cost < all[best].cost ? i : best), 0)
  return [all[Math.max(0, at - 1)], all[at], all[Math.min(all.length - 1, at + 1)]]
}

/** Where a smooth function of β is least between two bounds: at the vertex of a parabola through the best points. */
export function leastBetween(f: (beta: number) => number, bounds: Bounds): Least {
  let [left, best, right] = bestOnGrid(f, bounds)
  // Best at an end of the bounds: the function may still be less between that end and its neighbour.
  if ((left === best) !== (best === right)) {
    const beta = geometricMean(left.beta, right.beta)
    const inner = { beta, cost: f(beta) }
    if (inner.cost < best.cost) best = inner
  }
  for (let i = 0; i < 2 && left !== best && right !== best; i++) {
    const [a, b] = [log(left.beta / best.beta), log(right.beta / best.beta)]
    const [da, db] = [(left.cost - best.cost) / a, (right.cost - best.cost) / b]
    const vertex = (db * a - da * b) / (2 * (db - da))
    if (!(Math.abs(vertex) > 1e-4 && vertex > a && vertex < b)) break
    const beta = best.beta * exp(vertex)
    const next = { beta, cost: f(beta) }
    if (next.cost >= best.cost) {
      if (vertex < 0) left = next
      else right = next
    } else {
      if (vertex < 0) right = best
      else left = best
      best = next
    }
  }
  return best
}

/** The same for a function that may have a kink, by dividing. */
function leastOfWorst(f: (beta: number) => number, bounds: Bounds): Least {
  const [left, middle, right] = bestOnGrid(f, bounds)
  let [a, b, least] = [left.beta, right.beta, middle]
  const inner = (from: number, to: number) => from * Math.sqrt(Math.sqrt((to / from) * Math.sqrt(to / from)))
  while (b > a * SAME) {
    const pair = [inner(a, b), inner(b, a)].map((beta) => ({ beta, cost: f(beta) }))
    for (const one of pair) if (one.cost < least.cost) least = one
    if (pair[0].cost < pair[1].cost) b = pair[1].beta
    else a = pair[0].beta
  }
  return least
}

/** The cases that are known of each key. */
const sharedCases = (members: Member[]) =>
  members[0].curves.cases.filter((at) => members.every(({ curves }) => curves.cases.includes(at)))

/** Whether these keys need no early refresh in these cases. */
export const offKeeps = (members: Member[], cases: readonly number[]) =>
  members.every(({ curves }) => cases.every((at) => curves.offKeeps(at)))

/** The part of some bounds in which costs are known; null where nothing is left. */
function knownPart(members: Member[], { low, high }: Bounds): Bounds | null {
  const from = Math.max(low, ...members.map(({ curves }) => curves.known[0]))
  const to = Math.min(high, ...members.map(({ curves }) => curves.known[1]))
  return from <= to ? { low: from, high: to } : null
}

/** The least of a function over bounds and, where that is allowed, β = 0. */
export function leastWithOff(f: (beta: number) => number, bounds: Bounds | null, off: boolean): Least {
  const inside = bounds && leastBetween(f, bounds)
  if (!off) return inside!
  const atZero = { beta: 0, cost: f(0) }
  return inside && inside.cost < atZero.cost ? inside : atZero
}

/** @returns null where no β keeps the limits of these keys for what was entered */
export function choose(members: Member[], limits: Limits): Choice | null {
  const nominal = meet(members, [0])
  const known = isOpen(nominal) ? knownPart(members, nominal) : null
  if (known === null && !offKeeps(members, [0])) return null
  const cases = sharedCases(members)
  const all = meet(members, cases)
  const robust = cases.length > 1 && (isOpen(all) || offKeeps(members, cases))
  const off = offKeeps(members, robust ? cases : [0])
  const within = robust ? robustPart(members, all) : known
  const costIn = (at: number) => (beta: number) => sum(members, (curves) => curves.cost(at, beta))
  const cost = costIn(0)
  const least = leastWithOff(cost, within, off)
  const score = robust ? regretOf(members, cases, costIn) : cost
  const inside = within && (robust ? leastOfWorst(score, within).beta : leastBetween(cost, within).beta)
  const isOff = off && (inside === null || score(0) - score(inside) <= ROUNDER[0] * cost(inside))

  const littleGain = within && gainOver(members, cases, within, least)
  const reason = littleGain ? 'minimum' : isOff ? 'off' : reasonFor(members, limits, inside!, within!)
  const beta = littleGain
    ? 1
    : isOff
      ? 0
      : rounded(inside!, within!, (beta) => (score(beta) - score(inside!)) / cost(inside!))
  const reach = within
    ? { low: Math.min(within.low, beta || within.low), high: Math.max(within.high, beta) }
    : { low: 0, high: 0 }
  return {
    beta,
    reason,
    robust,
    breaking: robust ? null : breakingCase(members, limits, beta),
    limits: [off ? 0 : within!.low, within?.high ?? 0],
    ...rangeAround(members, beta, reach, least, off),
    least,
    ifExact: leastWithOff(cost, known, offKeeps(members, [0])).beta,
    littleGain
  }
}

/** Where costs are not known up to the limits in all cases, the nearest β at which they are. */
function robustPart(members: Member[], all: Bounds): Bounds | null {
  if (!isOpen(all)) return null
  const nearest = members.some(({ curves }) => curves.falls) ? all.high : all.low
  return knownPart(members, all) ?? { low: nearest, high: nearest }
}

/** The regret is worst where both inputs are wrong, or none: the others lie between. */
const isExtreme = (at: number) => at === 0 || (CASES[at].rate !== 1 && CASES[at].delta !== 1)

/** In each case the rebuilds above the fewest, and of all cases the worst. */
function regretOf(
  members: Member[],
  cases: readonly number[],
  costIn: (at: number) => (beta: number) => number
) {
  const fewest = cases.filter(isExtreme).map((at) => ({
    cost: costIn(at),
    least: leastIn(members, at, costIn(at))
  }))
  return (beta: number) => Math.max(...fewest.map(({ cost, least }) => cost(beta) - least))
}

/** The fewest rebuilds that the limits of a case allow. */
function leastIn(members: Member[], at: number, cost: (beta: number) => number): number {
  const bounds = meet(members, [at])
  return leastWithOff(cost, isOpen(bounds) ? bounds : null, offKeeps(members, [at])).cost
}

/** Which end of the bounds a β lies at. */
const endOf = (beta: number, { low, high }: Bounds) =>
  beta <= low * SAME ? 'low' : beta * SAME >= high ? 'high' : null

function reasonFor(members: Member[], limits: Limits, beta: number, bounds: Bounds): Reason {
  const end = endOf(beta, bounds)
  if (end === null) return 'minimum'
  const over = (at: number, beta: number) =>
    members.some(({ curves }) => curves.overloadShare(at, beta) > limits.overload)
  const beyond = end === 'low' ? beta / BEYOND : beta * BEYOND
  if (limits.overload < 1 && sharedCases(members).some((at) => over(at, beyond) && !over(at, beta)))
    return 'overload'
  const falls = members.some(({ curves }) => curves.falls)
  return (end === 'low') !== falls ? 'late' : 'lifetime'
}

/** So far beyond an end of the bounds the limit that ends them is exceeded. */
const BEYOND = 1.05

const TOWARDS = { low: Math.ceil, high: Math.floor, middle: Math.round }

/**
 * To as few digits as cost nothing.
 * @param more what another β costs more, as a share
 */
function rounded(beta: number, { low, high }: Bounds, more: (beta: number) => number): number {
  const towards = TOWARDS[endOf(beta, { low, high }) ?? 'middle']
  for (let digits = 1; digits <= 12; digits++) {
    const round = roundTo(beta, digits, towards)
    if (round >= low && round <= high && more(round) <= ROUNDER[Math.min(digits, ROUNDER.length) - 1])
      return round
  }
  return beta
}

/** Rebuild work a day, s. */
const workOf = (members: Member[], beta: number) =>
  24 * sum(members, (curves) => curves.inputs(0).delta * curves.cost(0, beta))

/** @returns null where the best β saves something against β = 1, or β = 1 does not keep the limits */
function gainOver(
  members: Member[],
  cases: readonly number[],
  { low, high }: Bounds,
  least: { beta: number; cost: number }
): LittleGain | null {
  // β = 1 means something for the paper’s rule only.
  if (!members.every(({ curves }) => curves.isUsual)) return null
  const keeps = low <= 1 && high >= 1
  // Whoever waits once a day for 10 ms needs no β.
  if (!keeps && !(low > 1 && cases.every((at) => waitAtOne(members, at) < LITTLE_WAIT))) return null
  const cost = sum(members, (curves) => curves.cost(0, 1))
  const share = Math.max(0, 1 - least.cost / cost)
  const work = Math.max(0, workOf(members, 1) - workOf(members, least.beta))
  if (work < LITTLE_WORK) return { because: 'work', share, work }
  return keeps && share < LITTLE_GAIN ? { because: 'share', share, work } : null
}

/** How long requests wait for late refreshes at β = 1, s a day, at most: in each, 1 + rΔ requests for a rebuild time. */
const waitAtOne = (members: Member[], at: number) =>
  24 *
  sum(members, (curves) => {
    const { rate, delta } = curves.inputs(at)
    return curves.cost(at, 1) * curves.lateShare(at, 1) * (1 + rate * delta) * delta
  })

/** Of the cases in which a β does not keep the limits, the one with the fewest inputs changed; of those the worst. */
export function breakingCase(members: Member[], limits: Limits, beta: number): Breaking | null {
  const cases = sharedCases(members)
  const all = members.flatMap(({ key, curves }) =>
    cases.flatMap((at): Breaking[] => [
      { ...CASES[at], key, limit: 'late', share: curves.lateShare(at, beta) },
      { ...CASES[at], key, limit: 'lifetimeBudget', share: curves.lifetimeShare(at, beta) },
      { ...CASES[at], key, limit: 'overload', share: curves.overloadShare(at, beta) }
    ])
  )
  const excess = ({ share, limit }: Breaking) => share / limits[limit]
  const changed = ({ rate, delta }: Breaking) => Number(rate !== 1) + Number(delta !== 1)
  const broken = all.filter((one) => changed(one) > 0 && excess(one) > 1)
  broken.sort((a, b) => changed(a) - changed(b) || excess(b) - excess(a))
  return broken[0] ?? null
}

/** The β around the recommended one that cost next to nothing more, and those that are kept. */
function rangeAround(
  members: Member[],
  beta: number,
  bounds: Bounds,
  least: Least,
  off: boolean
): Pick<Choice, 'range' | 'within' | 'kept'> {
  const cost = (beta: number) => sum(members, (curves) => curves.cost(0, beta))
  // The β with the least regret may itself cost more than that for what was entered.
  const dearest = Math.max((1 + NEXT_TO_NOTHING) * least.cost, cost(beta) * (1 + 1e-9))
  const work = workOf(members, least.beta) + LITTLE_WORK
  const isCheap = (beta: number) => cost(beta) <= dearest
  /** The smallest β of the bounds is as good as none, where none is allowed. */
  const good = (isGood: (beta: number) => boolean): [number, number] => {
    if (beta === 0 && (bounds.high === 0 || !isGood(bounds.low))) return [0, 0]
    const [low, high] = around(beta || bounds.low, bounds, isGood)
    return [off && low === bounds.low && isGood(0) ? 0 : low, high]
  }
  const [low, high] = good(isCheap)
  const range: Choice['range'] = [
    low === 0 ? 0 : inwards(low, beta, Math.ceil),
    high === 0 ? 0 : inwards(high, beta, Math.floor)
  ]
  const [from, to] = good((beta) => isCheap(beta) || workOf(members, beta) < work)
  return {
    range,
    within: Math.max(NEXT_TO_NOTHING, cost(beta) / least.cost - 1),
    kept: [Math.min(from, range[0]), Math.max(to, range[1])]
  }
}

/** The β around a good one, within bounds, up to the first on each side that is not good. */
function around(beta: number, { low, high }: Bounds, good: (beta: number) => boolean): [number, number] {
  const enough = (a: number, b: number) => b <= a * (1 + 1e-6)
  const end = (limit: number, step: number) => {
    for (let at = beta; at !== limit;) {
      const next = step > 1 ? Math.min(limit, at * step) : Math.max(limit, at * step)
      if (!good(next)) {
        return step > 1
          ? bisect((beta) => !good(beta), at, next, { divide: geometricMean, enough })[0]
          : bisect(good, next, at, { divide: geometricMean, enough })[1]
      }
      at = next
    }
    return limit
  }
  return [end(low, 1 / STRIDE), end(high, STRIDE)]
}

/** Steps in which the range is widened, as a ratio. */
const STRIDE = nodeAt(1)

/** An end of the range, to two digits unless that would leave out the recommended β. */
function inwards(end: number, beta: number, round: (value: number) => number): number {
  for (let digits = 2; digits <= 12; digits++) {
    const at = roundTo(end, digits, round)
    if (round === Math.ceil ? at <= beta : at >= beta) return at
  }
  return beta
}
