/** The parts of a page that hydrate later. β is not among them: users need it at once. */
import type { Component } from 'svelte'

export interface DeferredPart<Props extends object> {
  /** The component on the server; null in the browser, which loads it. */
  now: Component<Props> | null
  load: () => Promise<{ default: Component<Props> }>
}

const loading: Promise<unknown>[] = []

function part<Props extends object>(load: DeferredPart<Props>['load']): DeferredPart<Props> {
  const made: DeferredPart<Props> = { now: null, load }
  if (import.meta.env.SSR) loading.push(load().then(({ default: loaded }) => (made.now = loaded)))
  return made
}

export const figurePanels = part(() => import('../panels/FigurePanels.svelte'))
export const controls = part(() => import('../controls/Controls.svelte'))
export const presets = part(() => import('../presets/Presets.svelte'))
export const pinBar = part(() => import('../controls/PinBar.svelte'))
export const printHead = part(() => import('../export/PrintHead.svelte'))
export const figuresTable = part(() => import('../panels/FiguresTable.svelte'))
export const answerPanel = part(() => import('../panels/Answer.svelte'))
export const shortAnswer = part(() => import('../panels/ShortAnswer.svelte'))
export const sections = part(() => import('../panels/Sections.svelte'))
export const verdictPanel = part(() => import('../panels/Verdict.svelte'))
export const embedHeadline = part(() => import('../embed/Headline.svelte'))
export const runStatus = part(() => import('../panels/RunStatus.svelte'))
export const footing = part(() => import('../panels/Footing.svelte'))

// The server awaits its parts before it serves; the browser’s build drops this.
if (import.meta.env.SSR) await Promise.all(loading)
