/**
 * Whether the closed form and the simulation of a scenario say the same, in one sentence. They are told apart by
 * standard errors, and the furthest of many figures is further than one would be: the bound grows with their number.
 */
import { type FigureKey, bisect, exp, overlapShare } from '#core'
import type { KeyView } from '$lib/text/key-view'
import { inFull, list } from '$lib/text/words'

/** What is compared, and what it is called. Figures that follow from these are left out: they would say it twice. */
const COMPARED: [FigureKey, string][] = [
  ['lateShare', 'share of late refreshes'],
  ['earlyShare', 'share of early first triggers'],
  ['gapMean', 'mean gap'],
  ['gapP05', '5 % gap'],
  ['gapP50', 'median gap'],
  ['gapP95', '95 % gap'],
  ['duplicatesMean', 'mean stampede size'],
  ['cycleSeconds', 'cycle'],
  ['rebuildsPerHour', 'rebuilds an hour'],
  ['blockedShare', 'share of requests that wait']
]

/** So many cycles must have gone either way before a count of them has a bell-shaped error. */
const ENOUGH = 50
/** As many late cycles, each with many requests that wait, before their variance is seen in a sample. */
const ENOUGH_WAITS = 400
/** Runs in which chance alone raises the alarm. */
const ALARM = 1e-3
/** Error of a closed form whose cycles run into each other, in standard errors: more than this is no fault. */
const SLIGHT = 0.1

export interface Agreement {
  state: 'none' | 'waiting' | 'agree' | 'differ'
  sentence: string
  /** Figures that were compared. */
  compared: number
  /** The furthest apart, in standard errors; null where nothing is compared. */
  worst: { name: string; figure: FigureKey; label: string; z: number } | null
  /** What chance alone exceeds in one run of a thousand, in standard errors. */
  bound: number
}

/** P(|Z| > z) of a standard normal Z; Abramowitz & Stegun 26.2.17 is good to 7.5e-8. */
function beyond(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (2 * tail * exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

/** How far, in standard errors, the furthest of `count` figures strays in one run of a thousand at most (Bonferroni). */
export function chanceBound(count: number): number {
  return bisect((z) => count * beyond(z) <= ALARM, 0, 6, { most: 40 })[1]
}

/** The distance of one figure in standard errors; null where the simulation has seen too little to tell. */
function distance({ model, closed, summary, tally }: KeyView, key: FigureKey): number | null {
  const exact = closed![key]
  const simulated = summary!.figures[key]
  const own = summary!.standardErrors[key]
  if (exact === null || simulated === null || own === null) return null
  const n = tally!.cycles
  let error = own
  if (key === 'lateShare' || key === 'earlyShare') {
    const variance = Math.max(exact * (1 - exact), simulated * (1 - simulated))
    if (n * variance < ENOUGH) return null
    error = Math.sqrt(variance / n)
  } else if (key.startsWith('gap')) {
    if (tally!.early < 2 * ENOUGH) return null
  } else {
    // Rare duplicates, or rare misses, are all that these vary by.
    const seen = Math.max(tally!.duplicates, n * closed!.duplicatesMean)
    const missed = n * (1 - closed!.earlyShare)
    if (seen > 0 && seen < ENOUGH) return null
    if (missed > 1e-9 && missed < ENOUGH && seen === 0) return null
    // What waits for a late refresh, all the requests of a rebuild time, is rare and much.
    const waits = (closed!.lateShare * model.delta) / closed!.cycleSeconds
    if (key === 'blockedShare' && n * closed!.lateShare < ENOUGH_WAITS && waits > SLIGHT * own) return null
  }
  const apart = Math.abs(simulated - exact)
  // Both are the same number by another way: no duplicates under a lock, say.
  if (apart <= 1e-9 * Math.abs(exact)) return error > 0 ? 0 : null
  return error > 0 ? apart / error : Infinity
}

/** Whether a key's closed form holds so well that so many cycles could not tell. */
const holds = ({ model, tally }: KeyView) =>
  tally!.unsettled === 0 && overlapShare(model) * Math.sqrt(tally!.cycles) < SLIGHT

/** @param running whether more cycles are to come */
export function agreement(views: KeyView[], running = false): Agreement {
  const bound = chanceBound(1)
  const say = (state: Agreement['state'], sentence: string): Agreement => ({
    state,
    sentence,
    compared: 0,
    worst: null,
    bound
  })
  const lawful = views.filter(({ closed }) => closed !== null)
  if (lawful.length === 0)
    return say(
      'none',
      `There is no closed form for ${views[0].why}: these figures rest on the simulation alone.`
    )
  const simulated = lawful.filter(({ summary }) => summary !== null)
  if (simulated.length === 0)
    return say('waiting', 'The simulation has yet to check the closed form: its first cycles are under way.')
  const settled = simulated.filter(holds)
  const restless = simulated.filter((view) => !settled.includes(view))
  const aside = [
    restless.length > 0
      ? `The ${namesOf(restless)} left out: refreshes follow so close on each other that cycles run together, and the closed form is only near; there trust the simulation.`
      : '',
    lawful.length < views.length
      ? `The ${namesOf(views.filter(({ closed }) => closed === null))} left out, having no closed form.`
      : ''
  ]
  const told = settled.flatMap((view) =>
    COMPARED.flatMap(([figure, label]) => {
      const z = distance(view, figure)
      return z === null ? [] : [{ name: view.name, figure, label, z }]
    })
  )
  const after = (sentence: string) => [sentence, ...aside].filter((words) => words !== '').join(' ')
  if (told.length === 0)
    return say(
      'none',
      after(settled.length > 0 ? 'Too few cycles so far to compare the closed form with the simulation.' : '')
    )

  const worst = told.reduce((far, one) => (one.z > far.z ? one : far))
  const limit = chanceBound(told.length)
  const cycles = `${inFull(Math.max(...settled.map(({ tally }) => tally!.cycles)), 8)} simulated cycles a key`
  const furthest = `the ${worst.name} key’s ${worst.label}`
  const much = Number.isFinite(worst.z)
    ? `${inFull(worst.z, 2)} standard errors`
    : 'beyond any standard error'
  const result = { compared: told.length, worst, bound: limit }
  if (worst.z <= limit)
    return {
      state: 'agree',
      ...result,
      sentence: after(
        `Closed form and ${cycles}${running ? ' so far' : ''} agree: of ${told.length} figures the furthest apart is ${furthest}, ${much} (chance alone: beyond ${inFull(limit, 2)} in one run of a thousand).`
      )
    }
  // Who looks again and again finds chance at its worst: only a finished run may raise the alarm.
  if (running)
    return {
      state: 'waiting',
      ...result,
      sentence: after(`Closed form and ${cycles} so far are being compared.`)
    }
  return {
    state: 'differ',
    ...result,
    sentence: after(
      `Closed form and ${cycles} differ by more than chance allows: ${furthest} is ${much} apart, where of ${told.length} figures the furthest stays below ${inFull(limit, 2)} in all but one run of a thousand. Try another seed and more cycles; if it stays, trust the simulation and report this link.`
    )
  }
}

const namesOf = (views: KeyView[]) =>
  `${list(views.map(({ name }) => name))} ${views.length > 1 ? 'keys are' : 'key is'}`
