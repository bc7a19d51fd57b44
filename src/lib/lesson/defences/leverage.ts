/** The last question: of all the fixes, which one takes most of the wasted rebuilds away? Computed for the hot key. */
import { hourly, modelOf, type Coordination, type Scenario } from '#core'
import { inFull, rebuildTime, THIN } from '$lib/text/words'
import { groundOf, hottestAndColdest } from '../figures/subjects'
import { question, type ChoiceQuestion } from '../lesson'

const [HIGH, LOW, HIGHER] = [4, 1, 8]
/** A fix that wastes no more than this share beyond the best one counts as right too. */
const AS_GOOD = 1.05

export function leverageOf(asked: Scenario): ChoiceQuestion {
  const { scenario } = groundOf(asked)
  const key = scenario.keys[hottestAndColdest(scenario)[0]]
  const waste = (beta: number, coordination: Coordination = 'none') =>
    hourly(modelOf({ ...scenario, coordination, processes: 1 }, key, beta)).wastedPerHour
  const now = waste(HIGH)
  const fixes = {
    lock: waste(HIGH, 'lock'),
    lower: waste(LOW),
    higher: waste(HIGHER),
    fence: now,
    expiry: now
  }
  const least = Math.min(...Object.values(fixes))
  const { per, write } = rebuildTime(Math.max(now, ...Object.values(fixes)))
  const right = Object.entries(fixes).flatMap(([fix, wasted]) => (wasted <= AS_GOOD * least ? [fix] : []))
  const figures = (fix: keyof typeof fixes) =>
    `Wasted rebuilds ${per}: ${write(now)} now, and ${write(fixes[fix])} with this fix.`
  const at = (beta: number) => `β${THIN}=${THIN}${inFull(beta)}`
  return question(
    'leverage',
    `The ${key.name} key runs with XFetch at ${at(HIGH)} and without a lock. You can change one thing. Which fix saves most of its wasted rebuilds?`,
    right,
    {
      lower: [
        `Lower β to ${inFull(LOW)}.`,
        `${figures('lower')} A lower β refreshes later and throws less lifetime away. But then more requests start a rebuild side by side.`
      ],
      higher: [
        `Raise β to ${inFull(HIGHER)}.`,
        `${figures('higher')} A higher β refreshes earlier. That saves duplicates, and throws more lifetime away.`
      ],
      lock: [
        'Add a lock whose losers serve the old value, or wait and look again.',
        `${figures('lock')} A lock takes all duplicates away, of every process. What is left is the lifetime that early refreshes throw away; a lower β then saves that too.`
      ],
      fence: [
        'Fence the write: compare the token and write in one step.',
        `${figures('fence')} The fence keeps an older value from replacing a newer one. It saves no rebuild: when it refuses a value, that value has been computed already.`
      ],
      expiry: [
        'Let the locks live longer.',
        `${figures('expiry')} No lock is in use here, and a longer one would only make callers wait longer after a crash.`
      ]
    }
  )
}
