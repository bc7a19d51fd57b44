/** Where things stand in the replay, px. Both pictures share their margins: one axis of time serves them. */
export const PLOT = {
  /** Height of the requests. */
  dots: 170,
  gutter: 8,
  /** Rebuilds one below the other, the first included. */
  lanes: 6,
  lane: 10
}
export const ROW = 6.6

export interface Margin {
  top: number
  right: number
  bottom: number
  left: number
}
export const MARGIN: Margin = { top: 24, right: 14, bottom: 24, left: 30 }
