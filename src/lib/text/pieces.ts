/** The pieces that sentences of the advice are made of. */
import type { Piece } from './verdict'
import { inFull, THIN } from './words'

/** A number that is set off. */
export const n = (text: string): Piece => ({ number: text })
/** "β = 4.8". */
export const beta = (value: number) => `β${THIN}=${THIN}${inFull(value, 4)}`
