/**
 * The events that an embed sends to the page that frames it, version 1 of the protocol: an envelope, and in it an xAPI
 * statement of what happened. Its actor is missing, because only the host knows the user.
 */
import type { LessonAnswer } from '$lib/lesson/grading'

/** Raised only when an old host could not understand an event; new fields do not raise it. */
export const PROTOCOL = 1
export const SOURCE = 'xfetch-tuner'

type EventType = 'ready' | 'change' | 'answer' | 'complete' | 'resize'

interface Verb {
  id: string
  display: { en: string }
}

/** A verb of ADL's vocabulary (https://registry.tincanapi.com, xAPI profile cmi5). */
const verb = (name: 'initialized' | 'interacted' | 'answered' | 'completed'): Verb => ({
  id: `http://adlnet.gov/expapi/verbs/${name}`,
  display: { en: name }
})

interface LocalisedText {
  en: string
}

interface Activity {
  objectType: 'Activity'
  /** The absolute link of the activity. */
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

interface Result {
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

/** The subject of an event: an embed with its link and its title. */
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

function event(type: EventType, about: About, done: Verb, object: Activity, result?: Result): EmbedEvent {
  return {
    source: SOURCE,
    version: PROTOCOL,
    type,
    link: about.link,
    statement: { verb: done, object, ...(result ? { result } : {}), timestamp: about.now.toISOString() }
  }
}

/** The embed is ready for commands. */
export const ready = (about: About): EmbedEvent =>
  event('ready', about, verb('initialized'), simulation(about))

/** The scenario has changed. @param notes on values that the user or the host sent and that were refused */
export const change = (about: About, notes: string[]): EmbedEvent =>
  event('change', about, verb('interacted'), simulation(about), {
    // xAPI names extensions by addresses; these are below the embed's own.
    extensions: { [`${about.place}#link`]: about.link, [`${about.place}#notes`]: notes }
  })

export function answerEvent(about: About, answered: LessonAnswer & { lesson: string }): EmbedEvent {
  const { lesson, question, prompt, kind, choices, response, correct, success } = answered
  return event(
    'answer',
    about,
    verb('answered'),
    {
      objectType: 'Activity',
      id: `${lessonId(about, lesson)}#${question}`,
      definition: {
        type: `${ACTIVITIES}cmi.interaction`,
        name: { en: question },
        description: { en: prompt },
        interactionType: kind,
        // Right choices are alternatives, each a pattern; a range is one pattern.
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
interface Completed {
  lesson: string
  raw: number
  max: number
  success: boolean
}

export function complete(about: About, { lesson, raw, max, success }: Completed): EmbedEvent {
  return event(
    'complete',
    about,
    verb('completed'),
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
