/**
 * What the keyboard does beside moving from control to control. Single letters can be turned off, and never act while
 * somebody writes or chooses in a field (WCAG 2.1.4); undo and redo are chords that everybody knows, and stay.
 */
export type KeyCommand =
  'raise' | 'lower' | 'take' | 'pin' | 'copy' | 'figure' | 'controls' | 'sheet' | 'undo' | 'redo'

export interface Shortcut {
  command: KeyCommand
  /** As they are printed on keyboards, any of them. */
  keys: readonly string[]
  what: string
}

/** Single characters: what WCAG asks a way out of. */
export const SHORTCUTS: readonly Shortcut[] = [
  { command: 'raise', keys: ['+', '='], what: 'Raise β by a step' },
  { command: 'lower', keys: ['-'], what: 'Lower β by a step' },
  { command: 'take', keys: ['a'], what: 'Use the advised β' },
  { command: 'pin', keys: ['p'], what: 'Pin the present scenario as A' },
  { command: 'copy', keys: ['c'], what: 'Copy the link' },
  { command: 'figure', keys: ['f'], what: 'Go to the next figure' },
  { command: 'controls', keys: ['b'], what: 'Go to the β slider' },
  { command: 'sheet', keys: ['?'], what: 'Show this sheet' }
]

/** For the sheet: what is held down together. */
export const CHORDS: readonly Shortcut[] = [
  { command: 'undo', keys: ['Ctrl Z', 'Cmd Z'], what: 'Undo' },
  { command: 'redo', keys: ['Ctrl Shift Z', 'Ctrl Y', 'Cmd Shift Z'], what: 'Redo' }
]

/** The parts of a pressed key that matter. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** Where the focus is: in text that has an undo of its own, in another field that takes letters, or in neither. */
export type Place = 'text' | 'field' | 'elsewhere'

/**
 * What a pressed key asks for, or null.
 * @param singles whether single characters are on
 */
export function keyCommandOf(press: Press, place: Place, singles: boolean): KeyCommand | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = press
  if (isComposing || altKey) return null
  const letter = key.toLowerCase()
  if (ctrlKey || metaKey) {
    if (place === 'text' || (ctrlKey && metaKey)) return null
    if (letter === 'z') return shiftKey ? 'redo' : 'undo'
    return letter === 'y' && ctrlKey && !shiftKey ? 'redo' : null
  }
  if (!singles || place !== 'elsewhere') return null
  return SHORTCUTS.find(({ keys }) => keys.includes(letter))?.command ?? null
}

/** Kinds of input that take no letters: a slider, a box to tick. */
const SILENT = new Set(['range', 'checkbox', 'radio', 'button', 'submit', 'reset'])

export function placeOf(element: Element | null): Place {
  if (element instanceof HTMLInputElement) return SILENT.has(element.type) ? 'elsewhere' : 'text'
  if (element instanceof HTMLTextAreaElement) return 'text'
  if (element instanceof HTMLSelectElement) return 'field'
  return element instanceof HTMLElement && element.isContentEditable ? 'text' : 'elsewhere'
}

const PLACE = 'xfetch-tuner.shortcuts'

/** Whether single characters act: unless somebody turned them off in this browser. */
export function singlesWanted(): boolean {
  try {
    return localStorage.getItem(PLACE) !== 'off'
  } catch {
    return true
  }
}

/** Kept only where it is not what it is anyway. */
export function keepSingles(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, 'off')
  } catch {
    // Then it holds as long as the page.
  }
}
