/** One generated sentence to each figure: what it shows for this scenario, by comparing β = 1 with the present β. */
import type { KeyView } from './key-view'
import { asPercent, inFull, inSeconds, rebuildTime } from './words'

/** How the windows moved, key by key, from what they are compared with. */
function movedWindows(views: KeyView[], before: (KeyView | null)[]): string[] {
  return views.flatMap(({ figures, name }, i) => {
    const was = before[i]?.figures
    if (!figures || !was) return []
    const late =
      Math.max(was.lateShare, figures.lateShare) < 1e-4
        ? 'hardly ever late'
        : `late refreshes from ${asPercent(was.lateShare)} to ${asPercent(figures.lateShare)}`
    if (was.gapMean === null || figures.gapMean === null) return [`${name} ${late}`]
    return [
      `${name} mean refresh from ${inSeconds(was.gapMean, 2)} to ${inSeconds(figures.gapMean, 2)} before expiry, ${late}`
    ]
  })
}

/** How the windows moved, from β = 1 to now, or from what was pinned. */
export function windowFinding(
  views: KeyView[],
  atOne: KeyView[],
  pinned: (KeyView | null)[] | null = null
): string {
  const said = movedWindows(views, pinned ?? atOne)
  if (said.length === 0) return ''
  if (pinned) return `From A to now: ${said.join('; ')}.`
  const { beta } = views[0]
  if (beta === 1)
    return 'This is the paper’s β = 1. Move β and the window moves: a larger β never refreshes later.'
  const direction = beta > 1 ? 'A larger β refreshes earlier' : 'A smaller β refreshes later'
  return `${direction}. From β = 1 to ${inFull(beta, 4)}: ${said.join('; ')}.`
}

function movedWaste(views: KeyView[], before: (KeyView | null)[]): string[] {
  return views.flatMap(({ figures, name }, i) => {
    const was = before[i]?.figures
    if (!figures || !was) return []
    // Both in one unit of time, or the eye compares an hour with a day.
    const { per, write } = rebuildTime(Math.max(was.wastedPerHour, figures.wastedPerHour))
    const duplicates =
      was.duplicatePerHour === 0 && figures.duplicatePerHour === 0
        ? 'no duplicates'
        : `duplicates from ${write(was.duplicatePerHour)} to ${write(figures.duplicatePerHour)}`
    return [
      `${name} premature from ${write(was.prematurePerHour)} to ${write(figures.prematurePerHour)} ${per}, ${duplicates}`
    ]
  })
}

/** What that costs and saves. */
export function wasteFinding(
  views: KeyView[],
  atOne: KeyView[],
  pinned: (KeyView | null)[] | null = null
): string {
  const said = movedWaste(views, pinned ?? atOne)
  if (said.length === 0) return ''
  const { beta } = views[0]
  const { coordination } = views[0].model
  const law =
    coordination === 'none'
      ? 'Refreshing earlier throws away lifetime (premature rebuilds rise with β), and without coordination it saves duplicates.'
      : coordination === 'lock'
        ? 'Refreshing earlier throws away lifetime; with a lock there are no duplicates for it to save.'
        : 'Refreshing earlier throws away lifetime; it saves duplicates between processes, which coalescing caps.'
  if (pinned) return `${law} From A to now: ${said.join('; ')}.`
  return beta === 1 ? law : `${law} From β = 1 to ${inFull(beta, 4)}: ${said.join('; ')}.`
}
