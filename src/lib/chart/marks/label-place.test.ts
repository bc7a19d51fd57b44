import { describe, expect, it } from 'vitest'
import { boxOf, placeLabel, type Spot } from './label-place'

const room = { left: 0, right: 400, top: 0, bottom: 200 }
const free = { rules: [], points: [], boxes: [] }
const [here, there, out]: Spot[] = [
  { x: 100, y: 100, anchor: 'start' },
  { x: 90, y: 100, anchor: 'end' },
  { x: 395, y: 100, anchor: 'start' }
]

describe('a label', () => {
  it('takes the first place that is free', () => {
    expect(placeLabel('premature', [here, there], free, room)).toBe(here)
  })

  it('avoids a rule, a line and another label', () => {
    const box = boxOf(here, 'premature')
    for (const obstacles of [
      { ...free, rules: [120] },
      { ...free, points: [{ x: 120, y: 97 }] },
      { ...free, boxes: [box] }
    ])
      expect(placeLabel('premature', [here, there], obstacles, room)).toBe(there)
  })

  it('covers a line rather than a rule where it must cover one of them', () => {
    const obstacles = { ...free, rules: [120], points: [{ x: 70, y: 97 }] }
    expect(placeLabel('premature', [here, there], obstacles, room)).toBe(there)
  })

  it('never leaves its room', () => {
    expect(placeLabel('premature', [out, here], free, room)).toBe(here)
    expect(placeLabel('premature', [out], free, room)).toBeNull()
  })
})
