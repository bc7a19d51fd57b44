/**
 * What an embed tells the page that frames it, version 1 of the protocol: an envelope that says whose message it is,
 * and what happened in the shape of an xAPI statement without its actor, whom only the host knows.
 */
import type { LessonAnswer } from '$lib/lesson/grading'
import { VERBS, type Verb } from './verbs'

/** Raised when an old host could no longer understand what is sent; new fields alone do not raise it. */
export const PROTOCOL = 1
export const SOURCE = 'xfetch-tuner'

export type EventType = 'ready' | 'change' | 'answer' | 'complete' | 'resize'

export interface LocalisedText {
  en: string
}

export interface Activity {
  objectType: 'Activity'
  /** The absolute link of what it is about. */
  id: string
  definition: {
    type: string
    name: LocalisedText
    description?: LocalisedText
    interactionType?: 'choice' | 'numeric'
    correctResponsesPattern?: string[]
    choices?: { id: string; description: LocalisedText }[]
  }
}

export interface Result {
  response?: string
  success?: boolean
  completion?: boolean
  score?: { raw: number; min: number; max: number; scaled: number }
  extensions?: Record<string, unknown>
}

export interface Statement {
  verb: Verb
  object: Activity
  result?: Result
  /** ISO 8601, by the reader's clock. */
  timestamp: string
}

export interface EmbedEvent {
  source: typeof SOURCE
  version: typeof PROTOCOL
  type: EventType
  /** The canonical link of the present scenario, `?beta=4&v=1`. */
  link: string
  statement: Statement
}

export interface ResizeEvent {
  source: typeof SOURCE
  version: typeof PROTOCOL
  type: 'resize'
  /** px */
  height: number
}

const ACTIVITIES = 'http://adlnet.gov/expapi/activities/'

/** What is told of: an absolute link, and what it is called. */
export interface About {
  /** The canonical link, `?beta=4&v=1`. */
  link: string
  /** The absolute address of the embed without its search. */
  place: string
  title: string
  now: Date
}

const simulation = ({ link, place, title }: About): Activity => ({
  objectType: 'Activity',
  id: place + link,
  definition: { type: `${ACTIVITIES}simulation`, name: { en: title } }
})

function event(type: EventType, about: About, verb: Verb, object: Activity, result?: Result): EmbedEvent {
  return {
    source: SOURCE,
    version: PROTOCOL,
    type,
    link: about.link,
    statement: { verb, object, ...(result ? { result } : {}), timestamp: about.now.toISOString() }
  }
}

/** It stands and listens. */
export const ready = (about: About): EmbedEvent => event('ready', about, VERBS.initialized, simulation(about))

/** The scenario is another one. @param notes what was not taken as the reader or the host asked for it */
export const change = (about: About, notes: string[]): EmbedEvent =>
  event('change', about, VERBS.interacted, simulation(about), {
    // xAPI wants its extensions named by addresses; these lie in the embed's own.
    extensions: { [`${about.place}#link`]: about.link, [`${about.place}#notes`]: notes }
  })

/** One question of a lesson, and what was answered. */
export interface Answered extends LessonAnswer {
  lesson: string
}

export function answer(about: About, answered: Answered): EmbedEvent {
  const { lesson, question, prompt, kind, choices, response, correct, success } = answered
  return event(
    'answer',
    about,
    VERBS.answered,
    {
      objectType: 'Activity',
      id: `${lessonId(about, lesson)}#${question}`,
      definition: {
        type: `${ACTIVITIES}cmi.interaction`,
        name: { en: question },
        description: { en: prompt },
        interactionType: kind,
        // Several choices that would each be right are alternatives; a range is one pattern.
        correctResponsesPattern: kind === 'numeric' ? [correct.join('[:]')] : correct,
        ...(choices.length > 0
          ? { choices: choices.map(({ id, text }) => ({ id, description: { en: text } })) }
          : {})
      }
    },
    { response, success }
  )
}

/** How a lesson ended. */
export interface Completed {
  lesson: string
  raw: number
  max: number
  success: boolean
}

export function complete(about: About, { lesson, raw, max, success }: Completed): EmbedEvent {
  return event(
    'complete',
    about,
    VERBS.completed,
    {
      objectType: 'Activity',
      id: lessonId(about, lesson),
      definition: { type: `${ACTIVITIES}lesson`, name: { en: about.title } }
    },
    { completion: true, success, score: { raw, min: 0, max, scaled: max > 0 ? raw / max : 0 } }
  )
}

const lessonId = ({ place, link }: About, lesson: string) =>
  `${place}${link}${link === '' ? '?' : '&'}lesson=${lesson}`
