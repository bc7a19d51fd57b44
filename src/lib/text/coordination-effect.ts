/** What a lock or coalescing does to the scenario at hand: the duplicates that it spares, in closed form. */
import {
  type Coordination,
  type Figures,
  type Scenario,
  closedForm,
  modelOf,
  settles,
  whyNoClosedForm
} from '#core'
import type { KeyView } from './key-view'
import { rebuilds } from './rebuilds'
import { inFull, THIN } from './words'

/** One key with less coordination and with more. */
interface Saving {
  name: string
  free: Figures
  held: Figures
  /** Rebuilds an hour. */
  saved: number
}

type Coordinated = Pick<Scenario, 'coordination' | 'processes'>
const FREE: Coordinated = { coordination: 'none', processes: 1 }
const LOCK: Coordinated = { coordination: 'lock', processes: 1 }

/** Fewer duplicates a cycle than this, or a smaller share of the rebuilds, nobody would see. */
const SEEN = { duplicates: 0.01, share: 0.005 }

/**
 * One sentence or two, about the key on which it tells most; '' while there is nothing to say.
 * @param supposed processes that would coalesce, where there is no coordination
 */
export function coordinationEffect(scenario: Scenario, views: KeyView[], supposed: number): string {
  const { coordination } = scenario
  const processes = coordination === 'coalesce' ? scenario.processes : supposed
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  if (models.some((model) => whyNoClosedForm(model) !== null)) return simulated(coordination, views)
  const wild = scenario.keys.find((key) => !settles(modelOf({ ...scenario, ...FREE }, key)))
  if (wild) return unsettled(coordination, wild.name)

  const all = savings(scenario, FREE, LOCK)
  const most = all[leadOf(all)]
  const { name, free } = most
  if (!isSeen(most)) {
    return coordination === 'none'
      ? 'There is hardly a duplicate to spare: a lock would change nothing here that one would see.'
      : 'Without it there would hardly be a duplicate: it changes nothing here that one would see.'
  }
  const duplicates = `${inFull(free.duplicatesMean)} duplicates a cycle`
  if (coordination === 'lock') return `With a lock the ${name} key’s ${duplicates} vanish: ${fewer(all)}.`

  const each: Coordinated = { coordination: 'coalesce', processes }
  const some = savings(scenario, FREE, each)
  const part = some[leadOf(all)]
  const held = `one rebuild in each of ${inFull(processes)} hosts or processes`
  if (coordination === 'none') {
    return (
      `A lock would spare the ${name} key its ${duplicates}: ${fewer(all)}. ` +
      (isSeen(part)
        ? `With ${held} it would be ${rebuilds(part.saved)}.`
        : `With ${held} it would be hardly any.`)
    )
  }
  const rest = `A lock would spare ${rebuilds(most.saved - part.saved)} more.`
  return isSeen(part)
    ? `With ${held} the ${name} key has ${inFull(part.held.duplicatesMean)} duplicates a cycle, not ${inFull(free.duplicatesMean)}: ${fewer(some)}. ${part.held.duplicatesMean > SEEN.duplicates ? rest : ''}`.trim()
    : `With ${held} nothing changes that one would see: two triggers hardly ever meet in one. ${rest}`
}

function savings(scenario: Scenario, less: Coordinated, more: Coordinated): Saving[] {
  return scenario.keys.map((key) => {
    const free = closedForm(modelOf({ ...scenario, ...less }, key))
    const held = closedForm(modelOf({ ...scenario, ...more }, key))
    return { name: key.name, free, held, saved: free.rebuildsPerHour - held.rebuildsPerHour }
  })
}

const leadOf = (savings: Saving[]) =>
  savings.reduce((best, { saved }, i) => (saved > savings[best].saved ? i : best), 0)

const isSeen = ({ free, held, saved }: Saving) =>
  free.duplicatesMean - held.duplicatesMean >= SEEN.duplicates && saved >= SEEN.share * free.rebuildsPerHour

/** "105 rebuilds an hour fewer, 112 over all keys" */
function fewer(savings: Saving[]): string {
  const { saved } = savings[leadOf(savings)]
  const sum = savings.reduce((sum, saving) => sum + saving.saved, 0)
  const others = sum > 1.005 * saved ? `, ${rebuilds(sum)} over all keys` : ''
  return `${rebuilds(saved)} fewer${others}`
}

/** Where only a simulation knows the figures: what is there is told, what would be is not guessed. */
function simulated(coordination: Coordination, views: KeyView[]): string {
  if (coordination === 'lock')
    return 'No cycle starts a duplicate. How many there would be without the lock shows when it is off.'
  if (views.some(({ figures }) => figures === null)) return ''
  const most = views.reduce((best, view) =>
    view.figures!.duplicatesMean > best.figures!.duplicatesMean ? view : best
  )
  const { duplicatesMean } = most.figures!
  if (duplicatesMean < SEEN.duplicates)
    return 'There is hardly a duplicate to spare: a lock would change nothing here that one would see.'
  const error = most.errors?.duplicatesMean
  const give = error ? `${THIN}±${THIN}${inFull(error, 1)}` : ''
  return `A lock would spare the ${most.name} key its ${inFull(duplicatesMean)}${give} duplicates a cycle.`
}

function unsettled(coordination: Coordination, name: string): string {
  if (coordination === 'lock') return `Without the lock the ${name} key’s refreshes would not settle.`
  return `The ${name} key’s refreshes do not settle: each stampede runs into the next. With a lock they would.`
}
