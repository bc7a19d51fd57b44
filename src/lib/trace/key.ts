/** Which states are the same to the explorer. */
import type { State } from './world'

interface Key {
  key: string
  /** How many different states have this key. */
  alike: number
}

const FACTORIALS = [1, 1, 2, 6, 24]

/**
 * States with equal keys have equal futures, but for the names of callers: those of a process run the same code, so it
 * does not matter which of them stands where. Of values and tokens only the order counts, and only while somebody can
 * still use them.
 */
export function keyOf(state: State): Key {
  const { callers, cache, lock, inFlight, running, left } = state
  const awaits = callers.map((one) => (one.at === null ? null : one.awaits))
  const used = callers.map(
    ({ at, process }, place) => at !== null || inFlight[process] === place || awaits.includes(place)
  )
  const values = [cache, ...callers.map(({ value }, place) => (used[place] ? value : null))]
  const tokens = [lock, ...callers.map(({ token }, place) => (used[place] ? token : null))]
  // Awaits itself, maybe through others, and never goes on.
  const isEndless = (place: number) =>
    callers.reduce<number | null>((at) => (at === null ? null : awaits[at]), place) !== null
  const leaders = awaits.map((leader, place) => (isEndless(place) ? null : leader))
  let alike = 1
  for (const process of inFlight.keys())
    alike *= FACTORIALS[callers.filter((one) => one.process === process).length]
  /** The callers that await this one, in the order of their texts; each with those that await it. */
  const followers = (leader: number | null): string => {
    const texts = leaders.flatMap((one, place) => (one === leader ? [textOf(place)] : [])).sort()
    let same = 0
    // Equal ones can change places, and the state remains the same.
    for (let i = 0; i < texts.length; i++) alike /= same = texts[i] === texts[i - 1] ? same + 1 : 1
    return texts.join('|')
  }
  const textOf = (place: number): string => {
    const { at, ended, process, rebuilding, written } = callers[place]
    if (!used[place]) return `${process}`
    const marks = [rebuilding, inFlight[process] === place, running[process] === place, isEndless(place)]
    return `${process}${marks.map(Number).join('')}${at ?? ended},${rank(values, place + 1)},${rank(tokens, place + 1)},${written}(${followers(place)})`
  }
  const lapses = lock !== null && state.lapses
  const shared = [rank(values, 0), rank(tokens, 0), lapses, state.time, state.written, ...Object.values(left)]
  return { key: `${followers(null)};${shared.join()};${state.broken.join()}`, alike }
}

/** How many of the numbers are smaller than this one: that tells their order. Empty where there is none. */
function rank(numbers: readonly (number | null)[], at: number): number | '' {
  const own = numbers[at]
  if (own === null) return ''
  let smaller = 0
  for (const other of numbers) if (other !== null && other < own) smaller++
  return smaller
}
