/** The first triggers of a cycle, as nodes of a quadrature. */
import { exp } from '../../math/fixed-math'
import { eachNode, GAUSS, type Quadrature } from '../../math/quadrature'
import { After } from './starts'
import type { TriggerMass } from './trigger-mass'

/** First triggers less likely than this do not change a sum of doubles. */
const RARE = 1e-22
/** From so many parts on a simpler quadrature does. */
const MANY = 24
/** The gap as a function of the mass may turn sharply under an expression: shorter parts follow it. */
const SPLITS = [0.2, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 16]
/** Parts with less mass than this are followed by a polynomial. */
const SMALL = 1
/** With this mass the chance of no trigger is 1e-20. */
const NEGLIGIBLE = 46

/** A first trigger with its chance; a miss has gap 0. */
export interface First {
  chance: number
  after: After
  gap: number
}

/** First triggers of cycles by the mass of triggers before them, between some masses. */
export interface Pieces {
  /** Where pieces begin and end, in rising order. */
  places: number[]
  /** The density of first triggers at a mass. */
  chanceAt(mass: number): number
  /** For the piece that ends at this one of the places. */
  quadratureOf(place: number): Quadrature
}

/** A lifetime whose triggers are the last ones of a longer lifetime’s. */
export interface End {
  ttl: number
  weight: number
}

/** Visits the first triggers at the nodes of a quadrature in each piece. @param duration of the rebuild, s */
export function eachInside(
  triggers: TriggerMass,
  rate: number,
  duration: number,
  { places, chanceAt, quadratureOf }: Pieces,
  visit: (first: First) => void
): void {
  const { ttl } = triggers
  for (let i = 1; i < places.length; i++) {
    const from = places[i - 1]
    eachNode(
      places[i] - from,
      (left, _, weight) => {
        const chance = weight * chanceAt(from + left)
        if (chance < RARE) return
        const gap = Math.min(ttl, triggers.gapAt(from + left))
        visit({ chance, gap, after: new After(triggers, gap, rate, duration) })
      },
      quadratureOf(i)
    )
  }
}

/** Between lifetimes with less mass than this share of all nothing triggers. */
const NONE = 1e-14
/** The chance to trigger changes little between two lifetimes where it grows at most by this. */
const ALIKE = 2

/**
 * Every first trigger by a quadrature over the mass before it, and then the miss. Of lifetimes that differ only in when they
 * begin, the first triggers at each gap of all that have begun are one sum, so that each gap is looked at once and not once
 * for each lifetime.
 * @param triggers of the longest
 * @param ends all of the lifetimes, with weights that add up to 1; that of the triggers, where there is no other
 * @param duration of the rebuild, s
 * @param bends gaps at which what is averaged bends, besides those of the rule
 * @param closely whether figures need nine digits under any expression; means over many lifetimes do not
 */
export function eachFirst(
  triggers: TriggerMass,
  ends: End[],
  rate: number,
  duration: number,
  bends: number[],
  quadrature: Quadrature,
  visit: (first: First) => void,
  closely = false
): void {
  const { total, ttl } = triggers
  const longestFirst = [...ends].sort((a, b) => b.ttl - a.ttl)
  const slight = NONE * Math.min(1, total)
  /** Lifetimes that begin together, with the mass before and the chance that none of the earlier ones has triggered. */
  const begun: { before: number; chance: number; rate: number }[] = []
  for (const { ttl, weight } of longestFirst) {
    const before = ttl === triggers.ttl ? 0 : triggers.at(ttl)
    const last = begun.at(-1)
    if (last && before - last.before <= slight) {
      last.chance += weight
      continue
    }
    const chance = weight + (last ? last.chance * exp(last.before - before) : 0)
    begun.push({ before, chance, rate: triggers.rateAt(ttl) })
  }
  const last = begun[begun.length - 1]
  const end = Math.min(total, last.before + NEGLIGIBLE)
  const gaps = [duration, ...bends, ...triggers.bends, ...triggers.bends.map((bend) => bend + duration)]
  const cuts = gaps.filter((gap) => gap > 0 && gap < ttl).map((gap) => triggers.at(gap))
  const splits = triggers.isSmooth || !closely ? [] : SPLITS.map((mass) => last.before + mass)
  const inside = [...cuts, ...splits].filter((mass) => mass < end)
  const places = [
    ...new Set([...begun.flatMap(({ before }) => [before, before + NEGLIGIBLE]), ...inside, end])
  ]
    .filter((mass) => mass >= begun[0].before && mass <= end)
    .sort((a, b) => a - b)
  // Between many bends parts are short, and smooth but at both ends of the lifetime.
  const isMany = ends.length > 1 || places.length > MANY
  let at = 0
  const sinceBegun = (mass: number) => {
    while (at + 1 < begun.length && begun[at + 1].before < mass) at++
    return begun[at]
  }
  const chanceAt = (mass: number) => {
    const { before, chance } = sinceBegun(mass)
    return chance * exp(before - mass)
  }
  const quadratureOf = (i: number) => {
    const [from, to] = [places[i - 1], places[i]]
    const { before, rate } = sinceBegun(to)
    if (from >= before + NEGLIGIBLE) return []
    const isShort = to - from < SMALL
    if (at + 1 === begun.length)
      return isMany && from > before && i < places.length - 1 && isShort ? GAUSS : quadrature
    const next = begun[at + 1].rate
    const isEven = rate <= ALIKE * next && next <= ALIKE * rate
    return isShort && isEven ? GAUSS : quadrature
  }
  eachInside(triggers, rate, duration, { places, chanceAt, quadratureOf }, visit)
  if (total - last.before < NEGLIGIBLE)
    visit({ chance: chanceAt(total), gap: 0, after: new After(triggers, 0, rate, duration) })
}
