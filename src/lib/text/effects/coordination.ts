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
import { figure } from '../numbers/measured'
import { beta, n, type Sentence } from '../sentence'
import { counted, inFull, rebuildsInOneUnit } from '../words'

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
const HARDLY_ANY = 'A lock would change little here: there are hardly any duplicates to save.'

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
      ? `Without the lock, the ${wild.name} key’s rebuilds would overlap and never reach a steady state.`
      : `The ${wild.name} key’s rebuilds overlap and never reach a steady state. A lock would keep them apart.`

  const byLock = savings(scenario, LOCK)
  const lead = leadOf(byLock)
  const { name, less, saved } = byLock[lead]
  if (!isNoticed(byLock[lead]))
    return coordination === 'none'
      ? HARDLY_ANY
      : 'It changes little here: without it there would be hardly any duplicates.'
  const spared = `the ${name} key ${duplicates(less.duplicatesMean)} per cycle`
  if (coordination === 'lock')
    return `The lock saves ${spared}: ${inAll(byLock, rebuildsInOneUnit([saved]))}.`

  const byCoalescing = savings(scenario, { coordination: 'coalesce', processes })
  const part = byCoalescing[lead]
  const rest = saved - part.saved
  const rebuilds = rebuildsInOneUnit([saved, part.saved, ...(coordination === 'none' ? [] : [rest])])
  const hosts = counted(inFull(processes), 'host or process', 'hosts or processes')
  if (coordination === 'none')
    return (
      `A lock would save ${spared}: ${inAll(byLock, rebuilds)}. ` +
      `Coalescing in ${hosts} would save ${isNoticed(part) ? rebuilds(part.saved) : 'hardly any'}.`
    )
  const more = `A lock would save ${rebuilds(rest)} more.`
  if (!isNoticed(part))
    return `Coalescing in ${hosts} changes little: two triggers rarely meet in the same one. ${more}`
  const left = part.more.duplicatesMean
  const change = `Coalescing in ${hosts} cuts the ${name} key’s duplicates from ${inFull(less.duplicatesMean)} to ${inFull(left)} per cycle. It saves ${inAll(byCoalescing, rebuilds)}.`
  return left > NOTICED.duplicates ? `${change} ${more}` : change
}

const duplicates = (mean: number) => counted(inFull(mean), 'duplicate')

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

/** "105 rebuilds an hour, 112 over all keys" */
function inAll(savings: Saving[], rebuilds: (perHour: number) => string): string {
  const { saved } = savings[leadOf(savings)]
  const sum = savings.reduce((sum, saving) => sum + saving.saved, 0)
  return sum > 1.005 * saved ? `${rebuilds(saved)}, and ${rebuilds(sum)} over all keys` : rebuilds(saved)
}

/** Without a closed form only the present duplicates are known, not those under another coordination. */
function simulatedEffect(coordination: Coordination, views: KeyView[]): string {
  const locked = coordination === 'lock'
  if (locked && views.every(({ model }) => !model.options))
    return 'With the lock, no cycle starts a duplicate. Switch it off to see how many there would be.'
  if (views.some(({ figures }) => figures === null)) return ''
  const { name, figures, errors } = views.reduce((most, view) =>
    view.figures!.duplicatesMean > most.figures!.duplicatesMean ? view : most
  )
  const { duplicatesMean } = figures!
  // Some locks lapse, and past some callers go.
  if (locked)
    return duplicatesMean < NOTICED.duplicates
      ? 'With the lock, hardly any cycle starts a duplicate. Switch it off to see how many there would be.'
      : `In spite of the lock, the ${name} key starts ${counted(figure(figures!, errors, 'duplicatesMean'), 'duplicate')} per cycle.`
  if (duplicatesMean < NOTICED.duplicates) return HARDLY_ANY
  return `A lock would save the ${name} key ${counted(figure(figures!, errors, 'duplicatesMean'), 'duplicate')} per cycle.`
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
      'Both are right: one with a lock, one without. Without a lock, requests go on triggering until the first rebuild is written. A hot key then starts e^(1/β) rebuilds each time, and a larger β starts fewer. With a lock only one rebuild runs, so a larger β only throws away lifetime. A hot key has plenty of requests: a small β protects it.'
    ],
    ...answers.map(({ place, none, lock }): Sentence => [
      `Best for the ${scenario.keys[place].name} key: `,
      n(beta(none)),
      ' without coordination, ',
      n(beta(lock)),
      ' with a lock.'
    ])
  ]
}
