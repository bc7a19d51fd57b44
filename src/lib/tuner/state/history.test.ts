import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrive, begin, MOST_STEPS, record, redo, undo, type History } from './history'

const same = (a: number, b: number) => a === b

/** Any history that steps, undo, redo and arrivals can lead to. */
const histories = fc
  .array(
    fc.oneof(fc.record({ to: fc.nat(9) }), fc.constantFrom('undo', 'redo'), fc.record({ at: fc.nat(9) })),
    {
      maxLength: 40
    }
  )
  .map((commands) =>
    commands.reduce<History<number>>(
      (history, command) =>
        command === 'undo'
          ? undo(history)
          : command === 'redo'
            ? redo(history)
            : typeof command === 'object' && 'to' in command
              ? record(history, command.to, same)
              : arrive(history, (command as { at: number }).at, same),
      begin(0)
    )
  )

describe('undo and redo', () => {
  it('redo reverses undo, and undo reverses redo', () => {
    fc.assert(
      fc.property(histories, (history) => {
        if (history.past.length > 0) expect(redo(undo(history))).toEqual(history)
        if (history.future.length > 0) expect(undo(redo(history))).toEqual(history)
      })
    )
  })

  it('nothing changes if there is nothing to undo or redo', () => {
    const history = begin(7)
    expect(undo(history)).toBe(history)
    expect(redo(history)).toBe(history)
  })

  it('undoing every step leads to the first state, and redoing every step to the last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 30 }), (states) => {
        const end = states.reduce((history, next) => record(history, next, same), begin(0))
        let history = end
        for (let i = 0; i < end.past.length; i++) history = undo(history)
        expect([history.present, history.past]).toEqual([0, []])
        for (let i = 0; i < end.past.length; i++) history = redo(history)
        expect(history).toEqual(end)
      })
    )
  })
})

describe('a step', () => {
  it('is not recorded if nothing changed, so that each undo has an effect', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(record(history, history.present, same)).toBe(history)
        const all = [...history.past, history.present, ...history.future]
        all.slice(1).forEach((state, i) => expect(state).not.toBe(all[i]))
      })
    )
  })

  it('leaves nothing to redo', () => {
    expect(record(undo(record(begin(1), 2, same)), 3, same)).toEqual({ past: [1], present: 3, future: [] })
  })

  it('is forgotten after too many others', () => {
    let history = begin(0)
    for (let i = 1; i <= MOST_STEPS + 5; i++) history = record(history, i, same)
    expect(history.past).toHaveLength(MOST_STEPS)
    expect(history.past[0]).toBe(5)
  })
})

describe('an arrival by the browser’s Back', () => {
  it('at the state before is an undo, at the state after a redo, so that no change is two steps', () => {
    const history = record(record(begin(1), 2, same), 3, same)
    expect(arrive(history, 2, same)).toEqual(undo(history))
    expect(arrive(undo(history), 3, same)).toEqual(history)
  })

  it('at any other state is a new step, which can be undone', () => {
    const history = record(begin(1), 2, same)
    expect(undo(arrive(history, 5, same)).present).toBe(2)
    expect(arrive(history, 2, same)).toBe(history)
  })
})
