/** Whether the closed form and the simulation agree, in words. */
import { type ComparedFigure, chanceBound, distances, isComparable } from '#core'
import { isAwaited, type KeyView } from '../key-view'
import { count, inFull, list, toDigits } from '../words'

const LABELS: Record<ComparedFigure, string> = {
  lateShare: 'share of late refreshes',
  earlyShare: 'share of early first triggers',
  gapMean: 'mean gap',
  gapP05: '5 % gap',
  gapP50: 'median gap',
  gapP95: '95 % gap',
  duplicatesMean: 'mean stampede size',
  cycleSeconds: 'cycle length',
  rebuildsPerHour: 'number of rebuilds an hour',
  blockedShare: 'share of requests that wait'
}

interface AgreementVerdict {
  state: 'none' | 'waiting' | 'agree' | 'differ'
  sentence: string
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
    worst: null
  })
  const lawful = views.filter(({ closed }) => closed !== null)
  if (lawful.length === 0)
    return open(
      'none',
      isAwaited(views[0])
        ? 'These figures come from the simulation, until a formula gives them.'
        : `No closed form covers ${views[0].why}. These figures come from the simulation alone.`
    )
  const simulated = lawful.flatMap(({ name, model, closed, summary, tally, found }) =>
    closed && summary && tally ? [{ name, model, closed, summary, tally, overlap: found?.overlap }] : []
  )
  if (simulated.length === 0)
    return open(
      'waiting',
      'The simulation has not checked the closed form yet. Its first cycles are running.'
    )
  const comparable = simulated.filter((key) => isComparable(key, key.overlap ?? undefined))
  const overlapping = simulated.filter((key) => !comparable.includes(key))
  const lawless = views.filter(({ closed }) => closed === null)
  const leftOut = [
    overlapping.length > 0
      ? `The ${keysAre(overlapping)} left out: cycles overlap, so the closed form is only approximate. Trust the simulation there.`
      : '',
    lawless.length > 0
      ? `The ${keysAre(lawless)} left out: no closed form covers ${lawless.length > 1 ? 'them' : 'it'}.`
      : ''
  ]
  const withRest = (sentence: string) => [sentence, ...leftOut].filter((words) => words !== '').join(' ')
  const all = comparable.flatMap((key) => distances(key).map((one) => ({ name: key.name, ...one })))
  if (all.length === 0)
    return open(
      'none',
      withRest(
        comparable.length > 0
          ? 'There are too few cycles yet to compare the closed form with the simulation.'
          : ''
      )
    )

  const furthest = all.reduce((far, one) => (one.z > far.z ? one : far))
  const label = LABELS[furthest.figure]
  const bound = chanceBound(all.length)
  const cycles = `${inFull(Math.max(...comparable.map(({ tally }) => tally.cycles)), 4)} simulated cycles per key`
  const most = `the ${furthest.name} key’s ${label} differs most: by ${
    Number.isFinite(furthest.z)
      ? count(toDigits(furthest.z, 2), 'standard error')
      : 'more than any standard error'
  }`
  const chance = `By chance alone, one over ${inFull(bound, 2)} standard errors happens in 1 run in 1000.`
  const result = (state: AgreementVerdict['state'], sentence: string): AgreementVerdict => ({
    state,
    sentence: withRest(sentence),
    worst: { ...furthest, label }
  })
  if (furthest.z <= bound)
    return result(
      'agree',
      `The closed form agrees with ${cycles}${running ? ' so far' : ''}. Of ${all.length} figures, ${most}. ${chance}`
    )
  // Many looks at a growing sample would find an unlikely one: only a finished run may raise the alarm.
  if (running) return result('waiting', `The closed form is being compared with ${cycles} so far.`)
  return result(
    'differ',
    `The closed form and ${cycles} differ by more than chance allows. Of ${all.length} figures, ${most}. ${chance} Try another seed and more cycles. If the difference stays, trust the simulation and report this link.`
  )
}

const keysAre = (keys: { name: string }[]) =>
  `${list(keys.map(({ name }) => name))} ${keys.length > 1 ? 'keys are' : 'key is'}`
