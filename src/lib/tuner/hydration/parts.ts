/** The parts of a page that hydrate later. β is not among them: users need it at once. */
import type { Component } from 'svelte'

export interface DeferredPart<Props extends object> {
  /** The component on the server; null in the browser, which loads it. */
  now: Component<Props> | null
  load: () => Promise<{ default: Component<Props> }>
}

// The server awaits these imports before it serves; the browser’s build drops them.
const server = import.meta.env.SSR

export const figurePanels = {
  now: server ? (await import('../panels/FigurePanels.svelte')).default : null,
  load: () => import('../panels/FigurePanels.svelte')
}
export const controls = {
  now: server ? (await import('../controls/Controls.svelte')).default : null,
  load: () => import('../controls/Controls.svelte')
}
export const presets = {
  now: server ? (await import('../presets/Presets.svelte')).default : null,
  load: () => import('../presets/Presets.svelte')
}
export const pinBar = {
  now: server ? (await import('../controls/PinBar.svelte')).default : null,
  load: () => import('../controls/PinBar.svelte')
}
export const printHead = {
  now: server ? (await import('../export/PrintHead.svelte')).default : null,
  load: () => import('../export/PrintHead.svelte')
}
export const figuresTable = {
  now: server ? (await import('../panels/FiguresTable.svelte')).default : null,
  load: () => import('../panels/FiguresTable.svelte')
}
export const answerPanel = {
  now: server ? (await import('../panels/Answer.svelte')).default : null,
  load: () => import('../panels/Answer.svelte')
}
/** The answer in a few words, beside β on a small screen. */
export const shortAnswer = {
  now: server ? (await import('../panels/ShortAnswer.svelte')).default : null,
  load: () => import('../panels/ShortAnswer.svelte')
}
export const sections = {
  now: server ? (await import('../panels/Sections.svelte')).default : null,
  load: () => import('../panels/Sections.svelte')
}
export const verdictPanel = {
  now: server ? (await import('../panels/Verdict.svelte')).default : null,
  load: () => import('../panels/Verdict.svelte')
}
export const embedHeadline = {
  now: server ? (await import('../embed/Headline.svelte')).default : null,
  load: () => import('../embed/Headline.svelte')
}
export const runStatus = {
  now: server ? (await import('../panels/RunStatus.svelte')).default : null,
  load: () => import('../panels/RunStatus.svelte')
}
/** Below the controls: how far the simulation is, and the keyboard shortcuts. */
export const footing = {
  now: server ? (await import('../panels/Footing.svelte')).default : null,
  load: () => import('../panels/Footing.svelte')
}
