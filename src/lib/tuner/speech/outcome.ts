/** The outcome of a change, as the page speaks it to screen readers. */
import { plainHeadline } from '$lib/text/headline'
import { differences, inWords } from '$lib/figure/pin/pin'
import { cautions } from '$lib/text/verdict'
import { advisorOf } from '../state/advisor.svelte'
import { figuresOf } from '../state/figures.svelte'
import type { Tuner } from '../state/tuner.svelte'
import { titleOf } from '../state/verdict'

/** All sentences that a change may alter. */
export interface Outcome {
  verdict: string
  /** '' while the advice is being simulated. */
  advice: string
  /** How the scenario differs from A; '' where nothing is pinned. */
  compared: string
  cautions: string[]
}

/** Nobody can follow more differences by ear in one sentence. */
const MOST_DIFFERENCES = 3

/** @returns null while the figures are still being simulated */
export function outcomeOf(tuner: Tuner): Outcome | null {
  const { run, scenario } = tuner
  const { views, pinnedWhole } = figuresOf(tuner)
  if (views.some(({ figures, closed }) => figures === null || (closed === null && run.running))) return null
  const found = pinnedWhole ? differences(pinnedWhole.scenario, scenario) : []
  const compared =
    found.length === 0
      ? ''
      : found.length > MOST_DIFFERENCES
        ? `Compared with A, ${found.length} things differ.`
        : `Compared with A: ${inWords(found)}.`
  return {
    verdict: titleOf(tuner),
    advice: plainHeadline(scenario, advisorOf(tuner).recommendation),
    compared,
    cautions: cautions(views)
  }
}

/** The sentences that are new: nobody wants to hear the others again. */
export function news(before: Outcome | null, now: Outcome): string {
  const changed = (['verdict', 'advice', 'compared'] as const).map((what) =>
    now[what] === before?.[what] ? '' : now[what]
  )
  const cautions = now.cautions.filter((caution) => !before?.cautions.includes(caution))
  return [...changed, ...cautions].filter((words) => words !== '').join(' ')
}
