/**
 * The keyboard shortcuts. Single characters can be turned off, and do not act while a field has the focus (WCAG 2.1.4);
 * undo and redo use the usual chords and cannot be turned off.
 */
export type KeyCommand =
  'raise' | 'lower' | 'take' | 'pin' | 'copy' | 'figure' | 'controls' | 'sheet' | 'undo' | 'redo'

interface Shortcut {
  command: KeyCommand
  /** Any of these keys, as printed on keyboards. */
  keys: readonly string[]
  what: string
}

/** The shortcuts of a single character, which WCAG wants to be able to turn off. */
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

/** The chords, for the sheet. */
export const CHORDS: readonly Shortcut[] = [
  { command: 'undo', keys: ['Ctrl Z', 'Cmd Z'], what: 'Undo' },
  { command: 'redo', keys: ['Ctrl Shift Z', 'Ctrl Y', 'Cmd Shift Z'], what: 'Redo' }
]

/** The fields of a keyboard event that are read. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** Where the focus is: in a text field, which has its own undo; in another field that takes letters; or elsewhere. */
type FocusPlace = 'text' | 'field' | 'elsewhere'

/**
 * The command of a pressed key, or null.
 * @param singles whether single characters are on
 */
export function keyCommandOf(press: Press, place: FocusPlace, singles: boolean): KeyCommand | null {
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

/** Types of input that take no letters. */
const SILENT = new Set(['range', 'checkbox', 'radio', 'button', 'submit', 'reset'])

export function focusPlaceOf(element: Element | null): FocusPlace {
  if (element instanceof HTMLInputElement) return SILENT.has(element.type) ? 'elsewhere' : 'text'
  if (element instanceof HTMLTextAreaElement) return 'text'
  if (element instanceof HTMLSelectElement) return 'field'
  return element instanceof HTMLElement && element.isContentEditable ? 'text' : 'elsewhere'
}

const PLACE = 'xfetch-tuner.shortcuts'

/** Whether single characters act: yes, unless the user turned them off in this browser. */
export function singlesWanted(): boolean {
  try {
    return localStorage.getItem(PLACE) !== 'off'
  } catch {
    return true
  }
}

/** Stores the choice; the default is stored as nothing. */
export function keepSingles(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, 'off')
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
