/**
 * A lesson as data: whom it looks at, what it asks, which answers are right in this scenario, and why the others
 * tempt. The stages that show it are the same for every lesson; the names and ids in it stand in courses.
 */
import type { Figures } from '$lib/core/figures'
import type { Key, Scenario } from '$lib/core/scenario'
import type { LessonName } from '$lib/link/lesson-name'

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

/** A value to be placed on the figure. */
export interface Guess {
  id: string
  prompt: string
  /** Where the mark stands at first: what holds at `from`. */
  start: number
  /** What holds at `to`; in seconds, or rebuilds per hour. */
  answer: number
  /** What counts as right, ends included. */
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
  /** With what has a closed form, at `from`; a subject may change its coordination. */
  scenario: Scenario
  before: Figures
  after: Figures
  question: ChoiceQuestion
  /** Null where there is nothing to place. */
  guess: Guess | null
  /** The answer in a sentence or two, and the figures that it rests on. */
  answer: string
  rows: Row[]
}

export interface Lesson {
  name: LessonName
  /** What the figure shows and moves. */
  shows: 'window' | 'waste'
  title: string
  lead: string
  /** The scenario in sentences. */
  setting: string[]
  /** What of the scenario the lesson leaves out, or where its figures are rough; '' where nothing. */
  simplified: string
  /** β before and after. */
  from: number
  to: number
  subjects: Subject[]
  /** Where the value is placed. */
  placing: string
  /** What to look at while β rises, and the same where nothing moves. */
  watch: string
  watchStill: string
  /** What to take along. */
  moral: string
}

/** A prediction as it was made; for those who listen. */
export interface LessonAnswer {
  /** Id of the question. */
  question: string
  prompt: string
  kind: 'choice' | 'numeric'
  /** Empty where a value was placed. */
  choices: { id: string; text: string }[]
  /** Id of the choice, or the value in seconds or rebuilds per hour. */
  response: string
  /** Ids of the right choices, or the smallest and the largest value that is right. */
  correct: string[]
  success: boolean
}

export interface LessonResult {
  name: LessonName
  /** One point for each question. */
  score: { raw: number; max: number; scaled: number }
  /** Every choice was right; placed values count for the score only. */
  success: boolean
}

/** A placed value is right within this factor of the true one. */
export const NEAR = 1.5

/** The smallest and the largest value that is right. */
export const nearly = (answer: number) => ({ low: answer / NEAR, high: answer * NEAR })

export const isNear = (value: number, answer: number) => {
  const { low, high } = nearly(answer)
  return value >= low && value <= high
}

export function gradeChoice({ id, prompt, choices }: ChoiceQuestion, response: string): LessonAnswer {
  return {
    question: id,
    prompt,
    kind: 'choice',
    choices: choices.map(({ id, text }) => ({ id, text })),
    response,
    correct: choices.filter(({ right }) => right).map(({ id }) => id),
    success: choices.some((choice) => choice.id === response && choice.right)
  }
}

export function gradeGuess({ id, prompt, low, high }: Guess, value: number): LessonAnswer {
  return {
    question: id,
    prompt,
    kind: 'numeric',
    choices: [],
    response: String(value),
    correct: [String(low), String(high)],
    success: value >= low && value <= high
  }
}

/** @param answers every question once */
export function resultOf(name: LessonName, answers: readonly LessonAnswer[]): LessonResult {
  const raw = answers.filter(({ success }) => success).length
  const max = answers.length
  return {
    name,
    score: { raw, max, scaled: max > 0 ? raw / max : 0 },
    success: answers.every(({ kind, success }) => kind === 'numeric' || success)
  }
}
