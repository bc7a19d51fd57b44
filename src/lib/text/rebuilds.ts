import { timeInWords } from './words'

/** Rebuilds as part of a sentence: "105 rebuilds an hour", or per a longer time when they are rare. */
export function rebuilds(perHour: number): string {
  const { per, write } = timeInWords(Math.abs(perHour))
  const many = write(perHour)
  return `${many} rebuild${many === '1' ? '' : 's'} ${per}`
}
