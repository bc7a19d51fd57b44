/** The waste of a key at any β between two, for a figure that is drawn anew in every frame. */
import { type Key, type Scenario, hourly, log, modelOf, pow } from '#core'

/** Rebuilds per hour. */
export interface WasteNow {
  duplicate: number
  premature: number
  total: number
}

const STEPS = 24

/** The hourly waste at every β between two, by straight lines between points of the closed form. */
export function wasteCurve(scenario: Scenario, key: Key, from: number, to: number) {
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const { duplicatePerHour, prematurePerHour } = hourly(
      modelOf(scenario, key, from * pow(to / from, i / STEPS))
    )
    return { duplicate: duplicatePerHour, premature: prematurePerHour }
  })
  return (beta: number): WasteNow => {
    const place = Math.max(0, Math.min(STEPS, (STEPS * log(beta / from)) / log(to / from)))
    const left = Math.min(STEPS - 1, Math.floor(place))
    const between = (key: 'duplicate' | 'premature') =>
      points[left][key] + (place - left) * (points[left + 1][key] - points[left][key])
    const [duplicate, premature] = [between('duplicate'), between('premature')]
    return { duplicate, premature, total: duplicate + premature }
  }
}
