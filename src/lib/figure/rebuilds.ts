import { inFull } from './words'

/** Rebuilds as part of a sentence: "105 rebuilds an hour", or per a longer time when they are rare. */
export function rebuilds(perHour: number): string {
  if (perHour === 0 || Math.abs(perHour) >= 0.01) return `${inFull(perHour)} rebuilds an hour`
  if (Math.abs(perHour) * 24 >= 0.01) return `${inFull(perHour * 24)} rebuilds a day`
  return `${inFull(perHour * 8760)} rebuilds a year`
}
