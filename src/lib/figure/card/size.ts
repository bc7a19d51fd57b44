/** The size of a card, px. Every network shows this size without cutting it. */
export const WIDTH = 1200
export const HEIGHT = 630
