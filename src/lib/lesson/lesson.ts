/**
 * A lesson as data: its keys, its questions, which answers are right in this scenario, and why the others tempt. The
 * stages that show it are the same for every lesson. Courses rely on its names and ids: never change them.
 */
import type { Figures, Key, Scenario } from '#core'
import type { TermName } from '$lib/text/terms/terms'
import type { ScenarioLessonName } from '$lib/link/parameters/lesson-name'

export interface Choice {
  id: string
  text: string
  /** Computed from the scenario; several can hold. */
  right: boolean
  /** Why it tempts and what is wrong with it, or what is right about it. */
  why: string
}

export interface ChoiceQuestion {
  id: string
  prompt: string
  /** In a fixed order. */
  choices: Choice[]
}

/**
 * The choices of a question by their ids, in their order.
 * @param right ids of the right ones
 * @param told the text of each, and why it tempts or is right
 */
export const choicesOf = (
  right: readonly string[],
  told: Record<string, [text: string, why: string]>
): Choice[] => Object.entries(told).map(([id, [text, why]]) => ({ id, text, right: right.includes(id), why }))

/** A question of which the author knows the right choices. */
export const question = (
  id: string,
  prompt: string,
  ...choices: Parameters<typeof choicesOf>
): ChoiceQuestion => ({ id, prompt, choices: choicesOf(...choices) })

/** A value to be placed on the figure. */
export interface Guess {
  id: string
  prompt: string
  /** Where the mark is at first: the value at `from`. */
  start: number
  /** The value at `to`, in seconds or rebuilds per hour. */
  answer: number
  /** The range that counts as right, ends included. */
  low: number
  high: number
  /** With its unit, as part of a sentence. */
  say: (value: number) => string
  /** With its unit alone. */
  brief: (value: number) => string
  /** The position on the axis of one stop of the slider and back. */
  stops: number
  at: (stop: number) => number
  stopOf: (value: number) => number
}

/** One row of a table of figures. */
export interface Row {
  label: string
  /** Explains the label where it is pressed. */
  term?: TermName
  before: string
  after: string
  /** Part of the row above it. */
  part?: boolean
}

/** What the lesson asks about: a key, or a key under one coordination. */
export interface Subject {
  id: string
  /** "the hot key", "without a lock". */
  label: string
  /** The key's place in the scenario, for its colour and mark. */
  index: number
  key: Key
  /** Simplified until it has a closed form, at `from`; a subject may change its coordination. */
  scenario: Scenario
  before: Figures
  after: Figures
  question: ChoiceQuestion
  /** Null where the learner places nothing. */
  guess: Guess | null
  /** The answer in a sentence or two, and its figures. */
  answer: string
  rows: Row[]
}

export interface Lesson {
  name: ScenarioLessonName
  /** What the figure shows and moves. */
  shows: 'window' | 'waste'
  title: string
  lead: string
  /** The scenario in sentences. */
  setting: string[]
  /** What the lesson leaves out of the scenario, and where its figures are rough; '' for nothing. */
  simplified: string
  /** β before and after. */
  from: number
  to: number
  subjects: Subject[]
  /** How to place the guess. */
  placing: string
  /** What to look at while β rises, and for readers who ask for less motion. */
  watch: string
  watchStill: string
  /** What to remember. */
  moral: string
}
