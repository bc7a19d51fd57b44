/** Of a card, px: the size that every network shows whole. */
export const WIDTH = 1200
export const HEIGHT = 630
