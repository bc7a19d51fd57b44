/**
 * A lesson on code as data: its questions, and the program to step through. Courses rely on its names and ids: never
 * change them.
 */
import type { Scenario } from '#core'
import type { TraceLessonName } from '$lib/link/parameters/lesson-name'
import { listedLesson } from '$lib/text/lessons/lesson-list'
import { betaDirection } from '../beta-direction'
import type { ChoiceQuestion } from '../lesson'
import { coalescePart, fencePart, lockPart, type Part } from './parts'
import { leverageOf } from './leverage'

export interface TraceLesson {
  name: TraceLessonName
  title: string
  lead: string
  parts: Part[]
  /** Asked when all programs were run; null for none. */
  last: ChoiceQuestion | null
}

const PARTS: Partial<Record<TraceLessonName, Part>> = {
  'lock-losers': lockPart,
  'coalesce-order': coalescePart,
  'fence-atomic': fencePart
}

/** @param scenario what is asked about XFetch is asked of its keys */
export function traceLesson(name: TraceLessonName, scenario: Scenario): TraceLesson {
  const { title, asks } = listedLesson(name)!
  const part = PARTS[name]
  if (part) return { name, title, lead: part.lead, parts: [part], last: null }
  return {
    name,
    title,
    lead: asks,
    parts: [lockPart, coalescePart, xfetchPart(scenario), fencePart],
    last: leverageOf(scenario)
  }
}

function xfetchPart(scenario: Scenario): Part {
  const { lead, subjects } = betaDirection(scenario)
  return {
    defence: 'xfetch',
    label: 'XFetch',
    lead,
    questions: subjects.map(({ question }) => question),
    task: 'In this program the sign is turned: it does what the operator expected, and refreshes later with a larger β. Find a draw for which it decides otherwise than the paper’s line.',
    moral:
      'A larger β refreshes earlier. Code that turns the sign, measures the wrong Δ or rounds the clock follows another rule than the paper’s, and no β mends it.'
  }
}
