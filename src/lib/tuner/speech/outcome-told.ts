/** What came of a change, as it is told to those who listen. */
import { plainHeadline } from '$lib/text/headline'
import { differences, inWords } from '$lib/figure/pin'
import { plain } from '$lib/text/verdict'
import type { Tuner } from '../state/tuner.svelte'

/** What is worth saying, each with what it says now. */
export interface Outcome {
  verdict: string
  /** What is advised; '' while it is not known. */
  advice: string
  /** What differs from A. */
  compared: string
  cautions: string[]
}

/** More than so many differences are no sentence that anybody follows by ear. */
const MOST_DIFFERENCES = 3

/** @returns null while the figures are still being simulated */
export function outcomeOf(tuner: Tuner): Outcome | null {
  const { views, run, scenario, recommendation, pinnedWhole } = tuner
  if (views.some(({ figures, closed }) => figures === null || (closed === null && run.running))) return null
  const found = pinnedWhole ? differences(pinnedWhole.scenario, scenario) : []
  const compared =
    found.length === 0
      ? ''
      : found.length > MOST_DIFFERENCES
        ? `Compared with A, ${found.length} things differ.`
        : `Compared with A: ${inWords(found)}.`
  return {
    verdict: plain(tuner.verdict.says),
    advice: plainHeadline(scenario, recommendation),
    compared,
    cautions: tuner.cautions
  }
}

/** Only what is new: nobody wants to hear twice what has not changed. */
export function news(before: Outcome | null, now: Outcome): string {
  const changed = (['verdict', 'advice', 'compared'] as const).map((what) =>
    now[what] === before?.[what] ? '' : now[what]
  )
  const cautions = now.cautions.filter((caution) => !before?.cautions.includes(caution))
  return [...changed, ...cautions].filter((words) => words !== '').join(' ')
}
