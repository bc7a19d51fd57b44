/**
 * What the first look does not need a program for: it stands there as the server drew it, and can be used a moment
 * later. What is wanted at once, the answer, the verdict and β, is not among these.
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
export const worldControls = {
  now: server ? (await import('../WorldControls.svelte')).default : null,
  load: () => import('../WorldControls.svelte')
}
