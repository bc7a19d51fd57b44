/** What a lock or coalescing does to the scenario at hand: the duplicates that it saves, and which β then is best. */
import {
  type Coordination,
  type Figures,
  type Scenario,
  closedForm,
  modelOf,
  settles,
  whyNoClosedForm
} from '#core'
import type { KeyView } from '../key-view'
import { beta, n, plusMinus, type Sentence } from '../sentence'
import { inFull, rebuilds } from '../words'

/** One key with less coordination and with more. */
interface Saving {
  name: string
  less: Figures
  more: Figures
  /** Rebuilds an hour. */
  saved: number
}

type Coordinated = Pick<Scenario, 'coordination' | 'processes'>
const NONE: Coordinated = { coordination: 'none', processes: 1 }
const LOCK: Coordinated = { coordination: 'lock', processes: 1 }

/** A saving of fewer duplicates a cycle, or of a smaller share of the rebuilds, is too small to notice. */
const NOTICED = { duplicates: 0.01, share: 0.005 }
const HARDLY_ANY = 'There are hardly any duplicates to save: a lock would change nothing noticeable here.'

/**
 * One sentence or two, about the key with the largest saving; '' while the simulation has no figures.
 * @param supposed number of processes to coalesce in, where the scenario has no coordination
 */
export function coordinationEffect(scenario: Scenario, views: KeyView[], supposed: number): string {
  const { coordination } = scenario
  const processes = coordination === 'coalesce' ? scenario.processes : supposed
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  if (models.some((model) => whyNoClosedForm(model) !== null)) return simulatedEffect(coordination, views)
  const wild = scenario.keys.find((key) => !settles(modelOf({ ...scenario, ...NONE }, key)))
  if (wild)
    return coordination === 'lock'
      ? `Without the lock the ${wild.name} key’s refreshes would not settle.`
      : `The ${wild.name} key’s refreshes do not settle: each stampede runs into the next. With a lock they would.`

  const byLock = savings(scenario, LOCK)
  const lead = leadOf(byLock)
  const { name, less, saved } = byLock[lead]
  if (!isNoticed(byLock[lead])) {
    return coordination === 'none'
      ? HARDLY_ANY
      : 'Without it there would be hardly any duplicates: it changes nothing noticeable here.'
  }
  const duplicates = `${inFull(less.duplicatesMean)} duplicates a cycle`
  if (coordination === 'lock') return `With a lock the ${name} key’s ${duplicates} vanish: ${fewer(byLock)}.`

  const byCoalescing = savings(scenario, { coordination: 'coalesce', processes })
  const part = byCoalescing[lead]
  const each = `one rebuild in each of ${inFull(processes)} hosts or processes`
  if (coordination === 'none') {
    return (
      `A lock would spare the ${name} key its ${duplicates}: ${fewer(byLock)}. ` +
      `With ${each} it would be ${isNoticed(part) ? rebuilds(part.saved) : 'hardly any'}.`
    )
  }
  const rest = `A lock would spare ${rebuilds(saved - part.saved)} more.`
  if (!isNoticed(part))
    return `With ${each} nothing noticeable changes: two triggers hardly ever come to the same one. ${rest}`
  const left = part.more.duplicatesMean
  const change = `With ${each} the ${name} key has ${inFull(left)} duplicates a cycle, not ${inFull(less.duplicatesMean)}: ${fewer(byCoalescing)}.`
  return left > NOTICED.duplicates ? `${change} ${rest}` : change
}

/** Each key with this coordination, beside none. */
const savings = (scenario: Scenario, coordinated: Coordinated): Saving[] =>
  scenario.keys.map((key) => {
    const less = closedForm(modelOf({ ...scenario, ...NONE }, key))
    const more = closedForm(modelOf({ ...scenario, ...coordinated }, key))
    return { name: key.name, less, more, saved: less.rebuildsPerHour - more.rebuildsPerHour }
  })

const leadOf = (savings: Saving[]) =>
  savings.reduce((best, { saved }, i) => (saved > savings[best].saved ? i : best), 0)

const isNoticed = ({ less, more, saved }: Saving) =>
  less.duplicatesMean - more.duplicatesMean >= NOTICED.duplicates &&
  saved >= NOTICED.share * less.rebuildsPerHour

/** "105 rebuilds an hour fewer, 112 rebuilds an hour over all keys" */
function fewer(savings: Saving[]): string {
  const { saved } = savings[leadOf(savings)]
  const sum = savings.reduce((sum, saving) => sum + saving.saved, 0)
  const others = sum > 1.005 * saved ? `, ${rebuilds(sum)} over all keys` : ''
  return `${rebuilds(saved)} fewer${others}`
}

/** Without a closed form only the present duplicates are known, not those under another coordination. */
function simulatedEffect(coordination: Coordination, views: KeyView[]): string {
  if (coordination === 'lock')
    return 'No cycle starts a duplicate. Switch the lock off to see how many there would be without it.'
  if (views.some(({ figures }) => figures === null)) return ''
  const { name, figures, errors } = views.reduce((most, view) =>
    view.figures!.duplicatesMean > most.figures!.duplicatesMean ? view : most
  )
  const { duplicatesMean } = figures!
  if (duplicatesMean < NOTICED.duplicates) return HARDLY_ANY
  return `A lock would spare the ${name} key its ${inFull(duplicatesMean)}${plusMinus(errors, 'duplicatesMean')} duplicates a cycle.`
}

/**
 * Why one tutorial says to lower β for hot keys and another to raise it, with the numbers of this scenario.
 * @param answers the best β of each key without coordination and with a lock, where it has both
 */
export function folkWisdom(
  scenario: Scenario,
  answers: { place: number; none: number; lock: number }[]
): Sentence[] {
  if (answers.length === 0) return []
  return [
    [
      'Both, one with a lock and one without. A request that triggers does not stop the others: until its rebuild is written, more of them trigger, and a hot key starts e^(1/β) rebuilds each time. A larger β spreads them out, so without coordination it saves duplicates. A lock saves them all; then a larger β only refreshes earlier and throws lifetime away, and since a hot key has plenty of requests, a small β protects it.'
    ],
    ...answers.map(({ place, none, lock }): Sentence => [
      `The ${scenario.keys[place].name} key is best off at `,
      n(beta(none)),
      ' without coordination, and at ',
      n(beta(lock)),
      ' with a lock.'
    ])
  ]
}
