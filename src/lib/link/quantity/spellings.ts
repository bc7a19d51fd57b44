/** Durations as other programs write them: ISO 8601, clocks, and the options of HTTP and Redis. */
import { DAY, HOUR, MINUTE, WEEK, YEAR } from './time'

const N = String.raw`(\d+(?:[.,]\d+)?)`
const ISO = new RegExp(
  `^P(?=\\d|T\\d)(?:${N}Y)?(?:${N}M)?(?:${N}W)?(?:${N}D)?(?:T(?=\\d)(?:${N}H)?(?:${N}M)?(?:${N}S)?)?$`,
  'i'
)
/** Hours, minutes and seconds, with days in front as Python, PostgreSQL and .NET write them; 1:02.5 has no hours. */
const CLOCK = /^(?:(?:(\d{1,4})(?:\s?d(?:ays?)?,?\s+|\.))?(\d{1,4}):)?([0-5]?\d):([0-5]\d(?:[.,]\d+)?)$/i
const MAX_AGE = /(?:^|[\s,:])(?:s-?max-?age|max-?age)\s*[=:\s]\s*"?(\d+)"?(?=$|[\s,])/gi
const DIRECTIVES = /^(?:cache-control:)?[\w\s,=:"-]+$/i
const REDIS = /^(px|ex|p?expire)[\s=]*(\d+)$/i

const numberOf = (text: string | undefined) => Number((text ?? '0').replace(',', '.'))

/** Seconds of `PT5M`, `00:05:00`, `0:01.25`, `max-age=300`, `EX 300` or `PX 5000`; null for anything else. */
export function spelledDuration(text: string): number | null {
  const iso = ISO.exec(text)
  if (iso) {
    const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map(numberOf)
    if (months > 0) return null
    return years * YEAR + weeks * WEEK + days * DAY + hours * HOUR + minutes * MINUTE + seconds
  }
  const [clock, days, hours, minutes, seconds] = CLOCK.exec(text) ?? []
  // Two parts without a fraction can be hours or minutes.
  if (clock !== undefined && (hours !== undefined || /[.,]/.test(seconds)))
    return numberOf(days) * DAY + numberOf(hours) * HOUR + numberOf(minutes) * MINUTE + numberOf(seconds)
  const redis = REDIS.exec(text)
  if (redis) return /^p/i.test(redis[1]) ? Number(`${redis[2]}e-3`) : Number(redis[2])
  const ages = agesIn(text)
  return ages.length === 1 ? ages[0] : null
}

/** The lifetimes in the directives of a Cache-Control header, s. */
export const agesIn = (text: string): number[] =>
  DIRECTIVES.test(text) ? [...text.matchAll(MAX_AGE)].map(([, age]) => Number(age)) : []
