/** Whether a prediction was right, and the result of a lesson. */
import type { LessonName } from '$lib/link/parameters/lesson-name'
import type { ChoiceQuestion, Guess } from './lesson'

/** A prediction that was made, for the page that embeds the lesson. */
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
  score: { raw: number; max: number }
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

/** "2 of 3 predictions were right." */
export const scoreInWords = ({ score: { raw, max } }: LessonResult) =>
  `${raw} of ${max} ${max === 1 ? 'prediction was' : 'predictions were'} right.`

/** @param answers every question once */
export function resultOf(name: LessonName, answers: readonly LessonAnswer[]): LessonResult {
  return {
    name,
    score: { raw: answers.filter(({ success }) => success).length, max: answers.length },
    success: answers.every(({ kind, success }) => kind === 'numeric' || success)
  }
}
