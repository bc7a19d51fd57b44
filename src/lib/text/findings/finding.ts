/** The finding of the figures of window and waste: how the keys changed from β = 1, or from A, to now. */
import { type Figures, holdsLock } from '#core'
import type { KeyView } from '../key-view'
import { asPercent, inFull, inOneUnit, oneTime } from '../words'

interface Change {
  name: string
  was: Figures
  now: Figures
}

/** The keys whose figures are known both now and at the β or the scenario that they are compared with. */
const changesOf = (views: KeyView[], before: (KeyView | null)[]): Change[] =>
  views.flatMap(({ figures, name }, i) => {
    const was = before[i]?.figures
    return figures && was ? [{ name, was, now: figures }] : []
  })

/** Under another rule a larger β may do anything. */
const isByPaper = ({ model }: KeyView) => !model.options?.rule
const since = (beta: number, pinned: unknown) =>
  pinned ? 'From A to now' : `From β = 1 to ${inFull(beta, 4)}`

/** A sentence for each key; the first says from where the change is counted. */
const inSentences = (start: string, clauses: string[]) =>
  clauses.map((clause, i) => (i === 0 ? `${start}, the ${clause}.` : `The ${clause}.`)).join(' ')

/** How the keys changed from β = 1, or from A where that is given, to now; '' where no figures are known. */
type Finding = (views: KeyView[], atOne: KeyView[], pinned?: (KeyView | null)[] | null) => string

/** Where the share of late refreshes stays so near to 0 or to 1, its change is not told. */
const HARDLY = 1e-4

/** "its late refreshes go from 14 % to 2 %", behind "it" where the sentence has a subject already. */
function lateWords(was: number, now: number): string {
  if (Math.max(was, now) < HARDLY) return 'is hardly ever late'
  if (Math.min(was, now) > 1 - HARDLY) return 'is nearly always late'
  const [before, after] = [asPercent(was), asPercent(now)]
  return before === after
    ? `still has ${after} late refreshes`
    : `goes from ${before} to ${after} late refreshes`
}

export const windowFinding: Finding = (views, atOne, pinned = null) => {
  const changes = changesOf(views, pinned ?? atOne)
  if (changes.length === 0) return ''
  const { beta } = views[0]
  const byPaper = views.every(isByPaper)
  if (!pinned && beta === 1 && !byPaper) return 'This is β = 1. What another β does depends on the rule.'
  if (!pinned && beta === 1)
    return 'This is β = 1, the paper’s default. A larger β refreshes earlier, and never later.'
  const time = inOneUnit(changes.flatMap(({ was, now }) => [was.gapMean, now.gapMean]))
  const clauses = changes.map(({ name, was, now }) => {
    const late = lateWords(was.lateShare, now.lateShare)
    return was.gapMean === null || now.gapMean === null
      ? `${name} key ${late}`
      : `${name} key’s mean refresh moves from ${time(was.gapMean, 2)} to ${time(now.gapMean, 2)} before expiry; it ${late}`
  })
  const direction = beta > 1 ? 'A larger β refreshes earlier. ' : 'A smaller β refreshes later. '
  return `${pinned || !byPaper ? '' : direction}${inSentences(since(beta, pinned), clauses)}`
}

/** "go from 105 to 27". */
const fromTo = (before: string, after: string) =>
  before === after ? `stay at ${after}` : `go from ${before} to ${after}`

const LAW = {
  none: 'A larger β throws away more lifetime, but starts fewer duplicates.',
  lock: 'A larger β throws away more lifetime. With a lock there are no duplicates to save.',
  coalesce: 'A larger β throws away more lifetime, but starts fewer duplicates across processes.'
}

export const wasteFinding: Finding = (views, atOne, pinned = null) => {
  const changes = changesOf(views, pinned ?? atOne)
  if (changes.length === 0) return ''
  const most = ({ was, now }: Change) => Math.max(was.wastedPerHour, now.wastedPerHour)
  const time = oneTime(changes.map(most))
  const clauses = changes.map((change) => {
    const { name, was, now } = change
    const { per, write } = time(most(change))
    const duplicates =
      was.duplicatePerHour === 0 && now.duplicatePerHour === 0
        ? 'it has no duplicates'
        : `its duplicates ${fromTo(write(was.duplicatePerHour), write(now.duplicatePerHour))}`
    return `${name} key’s premature rebuilds ${fromTo(write(was.prematurePerHour), write(now.prematurePerHour))} ${per}; ${duplicates}`
  })
  const { beta, model } = views[0]
  const held =
    views.every(isByPaper) && (model.coordination !== 'lock' || views.every((view) => holdsLock(view.model)))
  const law = held ? LAW[model.coordination] : ''
  return !pinned && beta === 1
    ? law
    : [law, inSentences(since(beta, pinned), clauses)].filter((text) => text !== '').join(' ')
}
