/**
 * The options of an embed, after the scenario in its link: `show=window,waste&hide=controls&lock=beta`. They are read
 * like the scenario: field by field, without throwing, and with a note on whatever is refused.
 */
import type { LessonName } from '../parameters/lesson-name'

/** The parts that can be shown, in the order of the page. */
export const EMBED_PARTS = ['answer', 'verdict', 'window', 'waste', 'map', 'replay', 'dots', 'table'] as const
export type EmbedPart = (typeof EMBED_PARTS)[number]

/** The controls that can be hidden; `controls` hides all. */
export const HIDEABLE = ['controls', 'beta', 'keys', 'options'] as const
export type Hideable = (typeof HIDEABLE)[number]

/** The controls that can be shown but locked; `all` locks all. */
export const LOCKABLE = ['all', 'beta', 'ttl', 'delta', 'keys', 'options'] as const
export type Lockable = (typeof LOCKABLE)[number]

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export interface EmbedOptions {
  show: EmbedPart[]
  hide: Hideable[]
  lock: Lockable[]
  theme: Theme
  lesson: LessonName | null
  /** The only origin that receives events and may send commands; null for any page that frames the embed. */
  host: string | null
}

/** The options of a link without any; a new object each time. */
export const defaultEmbed = (): EmbedOptions => ({
  show: ['verdict', 'window', 'waste'],
  hide: [],
  lock: [],
  theme: 'auto',
  lesson: null,
  host: null
})

/** The canonical parameters, without a question mark; '' if all are default. */
export function formatEmbed({ show, hide, lock, theme, lesson, host }: EmbedOptions): string {
  const usual = defaultEmbed()
  const parts: string[] = []
  const add = (name: string, value: string, whenUsual: string) => {
    if (value !== whenUsual) parts.push(`${name}=${value}`)
  }
  const inOrder = <T extends string>(chosen: T[], known: readonly T[]) =>
    known.filter((one) => chosen.includes(one)).join(',')
  add('show', inOrder(show, EMBED_PARTS), usual.show.join(','))
  add('hide', inOrder(hide, HIDEABLE), '')
  add('lock', inOrder(lock, LOCKABLE), '')
  add('theme', theme, usual.theme)
  add('lesson', lesson ?? '', '')
  add('host', host ?? '', '')
  return parts.join('&')
}
