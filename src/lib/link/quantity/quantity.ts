/** Quantities at the edge: numbers with their units, as people and links write them. */
export { formatQuantity } from './format-quantity'
export type { Parsed } from './parse-quantity'
export { inGroups, readableQuantity } from './readable-quantity'
export type { Unit } from './units'
