/** Whether the closed form and the simulation agree, in words. */
import { type ComparedFigure, chanceBound, distances, isComparable } from '#core'
import type { KeyView } from './key-view'
import { inFull, list } from './words'

const LABELS: Record<ComparedFigure, string> = {
  lateShare: 'share of late refreshes',
  earlyShare: 'share of early first triggers',
  gapMean: 'mean gap',
  gapP05: '5 % gap',
  gapP50: 'median gap',
  gapP95: '95 % gap',
  duplicatesMean: 'mean stampede size',
  cycleSeconds: 'cycle',
  rebuildsPerHour: 'rebuilds an hour',
  blockedShare: 'share of requests that wait'
}

interface AgreementVerdict {
  state: 'none' | 'waiting' | 'agree' | 'differ'
  sentence: string
  /** How many figures were compared. */
  compared: number
  /** The largest distance, in standard errors; null where nothing is compared. */
  worst: { name: string; figure: ComparedFigure; label: string; z: number } | null
}

/**
 * Whether the closed form and the simulation of the keys agree.
 * @param running whether more cycles will follow
 */
export function agreement(views: KeyView[], running = false): AgreementVerdict {
  const open = (state: 'none' | 'waiting', sentence: string): AgreementVerdict => ({
    state,
    sentence,
    compared: 0,
    worst: null
  })
  const lawful = views.filter(({ closed }) => closed !== null)
  if (lawful.length === 0)
    return open(
      'none',
      `There is no closed form for ${views[0].why}: these figures rest on the simulation alone.`
    )
  const simulated = lawful.flatMap(({ name, model, closed, summary, tally }) =>
    closed && summary && tally ? [{ name, model, closed, summary, tally }] : []
  )
  if (simulated.length === 0)
    return open('waiting', 'The simulation has yet to check the closed form: its first cycles are running.')
  const comparable = simulated.filter(isComparable)
  const overlapping = simulated.filter((key) => !comparable.includes(key))
  const leftOut = [
    overlapping.length > 0
      ? `The ${keysAre(overlapping)} left out: refreshes follow each other so closely that cycles overlap, and the closed form is only approximate. Trust the simulation there.`
      : '',
    lawful.length < views.length
      ? `The ${keysAre(views.filter(({ closed }) => closed === null))} left out: there is no closed form.`
      : ''
  ]
  const withRest = (sentence: string) => [sentence, ...leftOut].filter((words) => words !== '').join(' ')
  const all = comparable.flatMap((key) => distances(key).map((one) => ({ name: key.name, ...one })))
  if (all.length === 0)
    return open(
      'none',
      withRest(
        comparable.length > 0 ? 'Too few cycles so far to compare the closed form with the simulation.' : ''
      )
    )

  const furthest = all.reduce((far, one) => (one.z > far.z ? one : far))
  const label = LABELS[furthest.figure]
  const bound = chanceBound(all.length)
  const cycles = `${inFull(Math.max(...comparable.map(({ tally }) => tally.cycles)), 8)} simulated cycles a key`
  const what = `the ${furthest.name} key’s ${label}`
  const far = Number.isFinite(furthest.z)
    ? `${inFull(furthest.z, 2)} standard errors`
    : 'beyond any standard error'
  const result = (state: AgreementVerdict['state'], sentence: string): AgreementVerdict => ({
    state,
    sentence: withRest(sentence),
    compared: all.length,
    worst: { ...furthest, label }
  })
  if (furthest.z <= bound)
    return result(
      'agree',
      `Closed form and ${cycles}${running ? ' so far' : ''} agree: of ${all.length} figures the furthest apart is ${what}, ${far} (chance alone exceeds ${inFull(bound, 2)} in one run of a thousand).`
    )
  // Many looks at a growing sample would find an unlikely one: only a finished run may raise the alarm.
  if (running) return result('waiting', `Closed form and ${cycles} so far are being compared.`)
  return result(
    'differ',
    `Closed form and ${cycles} differ by more than chance allows: ${what} is ${far} apart, where of ${all.length} figures the furthest stays below ${inFull(bound, 2)} in all but one run of a thousand. Try another seed and more cycles; if it stays, trust the simulation and report this link.`
  )
}

const keysAre = (keys: { name: string }[]) =>
  `${list(keys.map(({ name }) => name))} ${keys.length > 1 ? 'keys are' : 'key is'}`
