import { describe, expect, it } from 'vitest'
import { CHORDS, keyCommandOf, SHORTCUTS, type Press } from './shortcuts'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held
})
const ctrl = { ctrlKey: true }
const shift = { shiftKey: true }

describe('a single character', () => {
  it('does what the sheet says, with either case of a letter', () => {
    for (const { command, keys } of SHORTCUTS)
      for (const key of keys) {
        expect(keyCommandOf(press(key), 'elsewhere', true)).toBe(command)
        expect(keyCommandOf(press(key.toUpperCase(), shift), 'elsewhere', true)).toBe(command)
      }
  })

  it('does nothing in a field, while turned off, with a modifier key, or during a composition', () => {
    for (const { keys } of SHORTCUTS)
      for (const key of keys) {
        expect(keyCommandOf(press(key), 'text', true)).toBeNull()
        expect(keyCommandOf(press(key), 'field', true)).toBeNull()
        expect(keyCommandOf(press(key), 'elsewhere', false)).toBeNull()
        for (const held of [ctrl, { metaKey: true }, { altKey: true }, { isComposing: true }])
          expect(keyCommandOf(press(key, held), 'elsewhere', true)).toBeNull()
      }
  })

  it('has only one command', () => {
    const keys = SHORTCUTS.flatMap((one) => one.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the chords of undo and redo', () => {
  it.each([
    ['z', ctrl, 'undo'],
    ['z', { metaKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['Z', { metaKey: true, shiftKey: true }, 'redo'],
    ['y', ctrl, 'redo'],
    // In Safari this shows the history.
    ['y', { metaKey: true }, null],
    ['z', { ctrlKey: true, altKey: true }, null]
  ] as const)('%s with %j is %s, whether single characters are on or off', (key, held, command) => {
    for (const singles of [true, false])
      expect(keyCommandOf(press(key, held), 'elsewhere', singles)).toBe(command)
  })

  it('are left to a text field, which has its own undo, but not to a select', () => {
    expect(keyCommandOf(press('z', ctrl), 'text', true)).toBeNull()
    expect(keyCommandOf(press('z', ctrl), 'field', true)).toBe('undo')
  })

  it('are in the sheet', () => expect(CHORDS.map(({ command }) => command)).toEqual(['undo', 'redo']))
})
