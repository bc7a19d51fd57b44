/** The hourly bill of one key under three kinds of coordination. */
import { type Coordination, closedForm, settles } from '#core'
import { keyWith } from './models'

export interface BillRow {
  coordination: Coordination
  needed: number
  duplicate: number
  premature: number
  total: number
  /** Refreshes run into each other; the bill then does not hold. */
  unsettled: boolean
}

export const PROCESSES = 8

export function billData(beta: number, heat: number): BillRow[] {
  return (['none', 'coalesce', 'lock'] as const).map((coordination) => {
    const model = keyWith(beta, heat, {
      coordination,
      processes: coordination === 'coalesce' ? PROCESSES : 1
    })
    const { neededPerHour, duplicatePerHour, prematurePerHour, rebuildsPerHour } = closedForm(model)
    return {
      coordination,
      needed: neededPerHour,
      duplicate: duplicatePerHour,
      premature: prematurePerHour,
      total: rebuildsPerHour,
      unsettled: !settles(model)
    }
  })
}
