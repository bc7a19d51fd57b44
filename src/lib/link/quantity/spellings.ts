/** Durations as other programs write them: ISO 8601, clocks, and the options of HTTP and Redis. */
import { DAY, HOUR, MINUTE, WEEK, YEAR } from './time'

const N = String.raw`(\d+(?:[.,]\d+)?)`
const ISO = new RegExp(
  `^P(?=\\d|T\\d)(?:${N}Y)?(?:${N}M)?(?:${N}W)?(?:${N}D)?(?:T(?=\\d)(?:${N}H)?(?:${N}M)?(?:${N}S)?)?$`,
  'i'
)
const CLOCK = /^(\d{1,4}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)$/
const MAX_AGE = /(?:^|[\s,:])(?:s-maxage|max-age)\s*=\s*"?(\d+)"?(?=$|[\s,])/gi
const DIRECTIVES = /^(?:cache-control:)?[\w\s,="-]+$/i
const REDIS = /^(ex|px)[\s=]+(\d+)$/i

const numberOf = (text: string | undefined) => Number((text ?? '0').replace(',', '.'))

/** Seconds of `PT5M`, `00:05:00`, `max-age=300`, `EX 300` or `PX 5000`; null for anything else. */
export function spelledDuration(text: string): number | null {
  const iso = ISO.exec(text)
  if (iso) {
    const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map(numberOf)
    if (months > 0) return null
    return years * YEAR + weeks * WEEK + days * DAY + hours * HOUR + minutes * MINUTE + seconds
  }
  const clock = CLOCK.exec(text)
  if (clock) return numberOf(clock[1]) * HOUR + numberOf(clock[2]) * MINUTE + numberOf(clock[3])
  const redis = REDIS.exec(text)
  if (redis) return redis[1].toLowerCase() === 'ex' ? Number(redis[2]) : Number(`${redis[2]}e-3`)
  const ages = DIRECTIVES.test(text) ? [...text.matchAll(MAX_AGE)] : []
  return ages.length === 1 ? Number(ages[0][1]) : null
}
