/**
 * What the first look does not need a program for: it stands there as the server drew it, and can be used a moment
 * later. What is wanted at once, β and the verdict on it, is not among these.
 */
import type { Component } from 'svelte'

export interface Part<Props extends object> {
  /** There at once, on the server alone; in a browser it is loaded. */
  now: Component<Props> | null
  load: () => Promise<{ default: Component<Props> }>
}

// The server awaits its files before it serves anything. In a browser the conditions are false when it is built.
const server = import.meta.env.SSR

export const figurePanels = {
  now: server ? (await import('../FigurePanels.svelte')).default : null,
  load: () => import('../FigurePanels.svelte')
}
export const adviceCard = {
  now: server ? (await import('../AdviceCard.svelte')).default : null,
  load: () => import('../AdviceCard.svelte')
}
export const takeAwayCard = {
  now: server ? (await import('../TakeAwayCard.svelte')).default : null,
  load: () => import('../TakeAwayCard.svelte')
}
export const figuresCard = {
  now: server ? (await import('../FiguresCard.svelte')).default : null,
  load: () => import('../FiguresCard.svelte')
}
export const controls = {
  now: server ? (await import('../Controls.svelte')).default : null,
  load: () => import('../Controls.svelte')
}
export const presets = {
  now: server ? (await import('../Presets.svelte')).default : null,
  load: () => import('../Presets.svelte')
}
export const shareCard = {
  now: server ? (await import('../ShareCard.svelte')).default : null,
  load: () => import('../ShareCard.svelte')
}
export const pinBar = {
  now: server ? (await import('../PinBar.svelte')).default : null,
  load: () => import('../PinBar.svelte')
}
export const printHead = {
  now: server ? (await import('../PrintHead.svelte')).default : null,
  load: () => import('../PrintHead.svelte')
}
export const figuresTable = {
  now: server ? (await import('../FiguresTable.svelte')).default : null,
  load: () => import('../FiguresTable.svelte')
}
export const answer = {
  now: server ? (await import('../Answer.svelte')).default : null,
  load: () => import('../Answer.svelte')
}
export const embedHeadline = {
  now: server ? (await import('../embed/Headline.svelte')).default : null,
  load: () => import('../embed/Headline.svelte')
}
/** A number in a sentence that a hand may move; until it is there, the number stands as any other. */
export const heldNumber = { load: () => import('../HeldNumber.svelte') }
export const runStatus = {
  now: server ? (await import('../RunStatus.svelte')).default : null,
  load: () => import('../RunStatus.svelte')
}
