/** Lengths of time, s. */
export const MINUTE = 60
export const HOUR = 3600
export const DAY = 86_400
export const WEEK = 7 * DAY
/** 365 days. */
export const YEAR = 365 * DAY
