import type { LessonAnswer, LessonResult } from '../grading'

/** Where a lesson leads. */
export interface NextLesson {
  title: string
  href: string
  /** Shows it in place. Without it the link is followed. */
  onfollow?: () => void
}

/** What leads through a lesson is given, besides the lesson. */
export interface StageProps {
  /** The lesson after this one on the same scenario; null after the last. */
  next: NextLesson | null
  /** Rank of the title; the rest follows it. */
  level: 1 | 2
  /** A prediction was made, once for each question. */
  onanswer?: (answer: LessonAnswer) => void
  /** The explanation was reached. */
  oncomplete?: (result: LessonResult) => void
  onagain: () => void
  /** Whoever starts over, or comes from another lesson, has the focus where the lesson begins. */
  begins: 'first' | 'again' | 'next'
}
