/** The finding of the figures of window and waste: how the keys changed from β = 1, or from A, to now. */
import type { Figures } from '#core'
import type { KeyView } from './key-view'
import { asPercent, inFull, inSeconds, rebuildTime } from './words'

/** A clause for each key whose figures are known both now and at the β or the scenario that it is compared with. */
const compared = (
  views: KeyView[],
  before: (KeyView | null)[],
  say: (name: string, was: Figures, now: Figures) => string
) =>
  views
    .flatMap(({ figures, name }, i) => {
      const was = before[i]?.figures
      return figures && was ? [say(name, was, figures)] : []
    })
    .join('; ')

const since = (beta: number, pinned: unknown) =>
  pinned ? 'From A to now' : `From β = 1 to ${inFull(beta, 4)}`

/** How the keys changed from β = 1, or from A where that is given, to now; '' where no figures are known. */
type Finding = (views: KeyView[], atOne: KeyView[], pinned?: (KeyView | null)[] | null) => string

export const windowFinding: Finding = (views, atOne, pinned = null) => {
  const moved = compared(views, pinned ?? atOne, (name, was, now) => {
    const late =
      Math.max(was.lateShare, now.lateShare) < 1e-4
        ? 'hardly ever late'
        : `late refreshes from ${asPercent(was.lateShare)} to ${asPercent(now.lateShare)}`
    return was.gapMean === null || now.gapMean === null
      ? `${name} ${late}`
      : `${name} mean refresh from ${inSeconds(was.gapMean, 2)} to ${inSeconds(now.gapMean, 2)} before expiry, ${late}`
  })
  if (moved === '') return ''
  const { beta } = views[0]
  if (!pinned && beta === 1)
    return 'This is the paper’s β = 1. Move β and the window moves: a larger β never refreshes later.'
  const direction = beta > 1 ? 'A larger β refreshes earlier. ' : 'A smaller β refreshes later. '
  return `${pinned ? '' : direction}${since(beta, pinned)}: ${moved}.`
}

export const wasteFinding: Finding = (views, atOne, pinned = null) => {
  const changed = compared(views, pinned ?? atOne, (name, was, now) => {
    // One unit of time for both, or a reader compares rebuilds an hour with rebuilds a day.
    const { per, write } = rebuildTime(Math.max(was.wastedPerHour, now.wastedPerHour))
    const duplicates =
      was.duplicatePerHour === 0 && now.duplicatePerHour === 0
        ? 'no duplicates'
        : `duplicates from ${write(was.duplicatePerHour)} to ${write(now.duplicatePerHour)}`
    return `${name} premature from ${write(was.prematurePerHour)} to ${write(now.prematurePerHour)} ${per}, ${duplicates}`
  })
  if (changed === '') return ''
  const { beta, model } = views[0]
  const law = {
    none: 'Refreshing earlier throws away lifetime (premature rebuilds rise with β), and without coordination it saves duplicates.',
    lock: 'Refreshing earlier throws away lifetime; with a lock there are no duplicates for it to save.',
    coalesce:
      'Refreshing earlier throws away lifetime; it saves duplicates between processes, whose number coalescing limits already.'
  }[model.coordination]
  return !pinned && beta === 1 ? law : `${law} ${since(beta, pinned)}: ${changed}.`
}
