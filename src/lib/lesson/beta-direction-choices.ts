/** The answers of the first lesson, and why each is right or wrong in this scenario. */
import { THIN, asPercent, counted, inFull } from '$lib/text/words'
import { changeOf, figuresOf, lateIn, timesOf, type Compared } from './compared'
import { whatItWouldTake } from './cold-words'
import { choicesOf, type Choice } from './lesson'

/** The words that both kinds of key share. */
function wordsFor(compared: Compared) {
  const { before, after, model, scenario, time } = compared
  const gap = (figures: { gapMean: number | null }) =>
    figures.gapMean === null ? 'never' : `${time(figures.gapMean)} before expiry`
  return {
    ...figuresOf(compared),
    late: [before, after].map(({ lateShare }) => lateIn(lateShare)),
    gap: [before, after].map(gap),
    moves:
      before.gapMean === null || after.gapMean === null
        ? `from ${gap(before)} to ${gap(after)}`
        : `from ${time(before.gapMean)} to ${time(after.gapMean)} before expiry`,
    sees: `a rebuild sees ${counted(inFull(model.rate * model.delta), 'request')} on average`,
    times: timesOf(model),
    coordination: scenario.coordination
  }
}
const rightOf = (ids: Record<string, boolean>) => Object.keys(ids).filter((id) => ids[id])

type ChoiceTexts = ReturnType<typeof wordsFor>

const LATER_WRONG = ({ a, b }: ChoiceTexts) =>
  `The operator thought so too: turn the setting up, and there is less early refreshing. But a larger β makes the dice reach further. ` +
  `A request refreshes once −Δ·β·ln U reaches the time that is left, and the same U reaches further at ${b} than at ${a}. ` +
  `The paper also writes the rule with λ${THIN}=${THIN}1/β. A larger λ does refresh later, so a reader of the paper may turn β the wrong way.`

/** For a key that is refreshed in time at the first β already. */
export function hotChoices(compared: Compared): Choice[] {
  const { before, after } = compared
  const { none, sameBill, batchGrows, duplicatesRise, ...change } = changeOf(compared)
  // One answer must be right: where no change is large enough, the small one that β makes counts.
  const earlier = change.earlier || !(none || batchGrows)
  const w = wordsFor(compared)
  const rises = after.wastedPerHour >= before.wastedPerHour
  const more = earlier && !batchGrows && (rises || sameBill)
  const fewer = earlier && !batchGrows && (!rises || sameBill)
  return choicesOf(rightOf({ same: none, crowd: batchGrows, 'earlier-more': more, 'earlier-fewer': fewer }), {
    later: ['It refreshes later, closer to expiry, and wastes fewer rebuilds.', LATER_WRONG(w)],
    same: [
      'Hardly anything: so many requests come that one of them always refreshes it in time.',
      none
        ? `In effect this is right. The mean refresh moves ${w.moves}, which is next to nothing of its TTL, and the rebuilds ${w.per} change by less than 1${THIN}%.`
        : `It is true that a request refreshes it in time at either β. But with many requests an early one is likely, too: ` +
          `${w.sees}, the luckiest decides, and at ${w.b} luck reaches further. The mean refresh moves ${w.moves}, and wasted rebuilds go from ${w.waste[0]} to ${w.waste[1]} ${w.per}.`
    ],
    crowd: [
      'It refreshes at the same time as before, but more requests rebuild at once.',
      batchGrows
        ? `Right, for this key. Refreshes start as early as the TTL allows at either β, and at ${w.b} each starts more rebuilds: ${w.size[1]} instead of ${w.size[0]}.`
        : batchWrong(w, duplicatesRise)
    ],
    'earlier-more': [
      'It refreshes earlier and wastes more rebuilds: more of each lifetime is thrown away.',
      moreWhy(w, more, { earlier, batchGrows, duplicatesRise, sameBill })
    ],
    'earlier-fewer': [
      'It refreshes earlier and still wastes fewer rebuilds.',
      fewerWhy(w, fewer, { earlier, batchGrows, duplicatesRise, sameBill })
    ]
  })
}

function batchWrong({ a, b, size, moves, coordination }: ChoiceTexts, duplicatesRise: boolean): string {
  if (coordination === 'lock')
    return `A larger β does make each request more likely to refresh. But with a lock only one rebuild runs at a time, and the refresh does move, ${moves}.`
  if (duplicatesRise)
    return `More requests do rebuild at once, ${size[1]} per refresh instead of ${size[0]}, because refreshes this early run into each other. But the refresh does not stay where it was. It moves ${moves}.`
  return (
    `A larger β does make each request more likely to refresh, at any moment. So the first refresh starts earlier, where the chances are still small. ` +
    `While it runs, they grow by the factor e^(1/β): faster at ${a} than at ${b}. The rebuilds per refresh go from ${size[0]} to ${size[1]}.`
  )
}

type Truth = { earlier: boolean; batchGrows: boolean; duplicatesRise: boolean; sameBill: boolean }

const cancelled = (w: ChoiceTexts) =>
  `${sums(w)}. The difference is less than 1${THIN}% of the key’s rebuilds, so this counts as right too.`

const sums = ({ duplicate, premature, per }: ChoiceTexts) =>
  `Duplicates go from ${duplicate[0]} to ${duplicate[1]} ${per}, and premature rebuilds from ${premature[0]} to ${premature[1]}`

/** What is said alike of more and of fewer wasted rebuilds; null where they differ. */
function alikeWhy(w: ChoiceTexts, right: boolean, { earlier, batchGrows, sameBill }: Truth): string | null {
  if (!earlier || batchGrows) return `A larger β does refresh earlier, but for this key nobody would notice.`
  if (sameBill && right) return `Earlier is right: the mean refresh moves ${w.moves}. ${cancelled(w)}`
  return null
}

function moreWhy(w: ChoiceTexts, right: boolean, truth: Truth): string {
  const alike = alikeWhy(w, right, truth)
  if (alike !== null) return alike
  if (!right)
    return (
      `The first half is right: the mean refresh moves ${w.moves}, and premature rebuilds go from ${w.premature[0]} to ${w.premature[1]} ${w.per}. ` +
      `But lost lifetime is not the only waste. Duplicates, started while another rebuild is running, go from ${w.duplicate[0]} to ${w.duplicate[1]}. So the total falls, from ${w.waste[0]} to ${w.waste[1]}.`
    )
  if (truth.duplicatesRise)
    return `Right, and lost lifetime is not the only reason. At ${w.b} refreshes start so long before expiry that they run into each other. ${sums(w)}.`
  return w.coordination === 'lock'
    ? `Right. With a lock there are no duplicates to save. This key is refreshed in time already, so a larger β can only throw lifetime away: premature rebuilds go from ${w.premature[0]} to ${w.premature[1]} ${w.per}.`
    : `Right. A larger β can save duplicates, and here they go from ${w.duplicate[0]} to ${w.duplicate[1]} ${w.per}. But premature rebuilds go from ${w.premature[0]} to ${w.premature[1]}, and that weighs more.`
}

function fewerWhy(w: ChoiceTexts, right: boolean, truth: Truth): string {
  const alike = alikeWhy(w, right, truth)
  if (alike !== null) return alike
  if (right && truth.duplicatesRise)
    return `Right. ${sums(w)}. The total falls from ${w.waste[0]} to ${w.waste[1]}.`
  if (right)
    return (
      `Right. Each refresh comes earlier, and that costs: premature rebuilds go from ${w.premature[0]} to ${w.premature[1]} ${w.per}. ` +
      `But each starts fewer rebuilds, ${w.size[1]} instead of ${w.size[0]}. So duplicates go from ${w.duplicate[0]} to ${w.duplicate[1]}, and the total from ${w.waste[0]} to ${w.waste[1]}.`
    )
  return w.coordination === 'lock'
    ? `This would be right without the lock, where a larger β saves duplicates. With a lock no duplicates are left to save, and wasted rebuilds go from ${w.waste[0]} to ${w.waste[1]} ${w.per}.`
    : truth.duplicatesRise
      ? `A larger β saves duplicates only while refreshes stay apart. Here they start so early at ${w.b} that they run into each other. ${sums(w)}.`
      : `A larger β can save duplicates, but here there are few to save: they go from ${w.duplicate[0]} to ${w.duplicate[1]} ${w.per}. Premature rebuilds go from ${w.premature[0]} to ${w.premature[1]}, and that weighs more.`
}

/** With so many requests in a rebuild time, a key can only be late because its rebuild takes as long as its lifetime. */
const BUSY = 20

/** For a key whose expiries reach users at first. */
export function coldChoices(compared: Compared): Choice[] {
  const { after, scenario, model, to } = compared
  const { still, earlier } = changeOf(compared)
  const w = wordsFor(compared)
  const isProtected = after.lateShare <= scenario.late
  const same = still && !isProtected
  const stillLate = !isProtected && (earlier || !still)
  const isBusy = model.rate * model.delta >= BUSY
  const shift =
    compared.before.gapMean === null || compared.after.gapMean === null
      ? `start ${w.gap[1]} on average`
      : `start ${w.gap[1]} on average, instead of ${compared.time(compared.before.gapMean)}`
  const reach = `At ${w.a}, ${w.late[0]} of the expiries reach users; at ${w.b}, ${w.late[1]}.`
  return choicesOf(rightOf({ same, protected: isProtected, 'still-late': stillLate }), {
    later: ['It refreshes later and wastes fewer rebuilds.', LATER_WRONG(w)],
    same: [
      isBusy
        ? 'Nothing for its users: as many of its expiries reach them.'
        : 'Nothing: too few requests come for β to matter.',
      isBusy
        ? `${same ? 'Right. A' : 'A'} rebuild takes ${w.times.delta} and the TTL is ${w.times.ttl}, so hardly any refresh is in time. ${reach}`
        : same
          ? `Right: ${w.sees}. ${reach}`
          : `It is true that few requests come: ${w.sees}. But those that come at the right moment refresh more often, or earlier. ${reach}`
    ],
    protected: [
      'It is protected now: its expiries hardly ever reach users.',
      isProtected
        ? `Right. At ${w.b} the window is long enough to catch a request nearly every time. The share of expiries that reach users goes from ${w.late[0]} to ${w.late[1]}, and the limit is ${asPercent(scenario.late)}.`
        : `The window does get longer. But β changes what requests do; it can’t create them. ` +
          `At ${w.b}, ${w.late[1]} of the expiries still reach users, and the limit is ${asPercent(scenario.late)}. ${whatItWouldTake(compared, to)}`
    ],
    'still-late': [
      'It refreshes earlier when a request happens to come, but expiries still reach users.',
      stillLate
        ? `Right. Early refreshes ${shift}. But ${w.late[1]} of all expiries still reach users; at ${w.a} it was ${w.late[0]}. If no request comes at the right moment, the refresh is late, whatever β is.`
        : isProtected
          ? `That would be so with fewer requests. Here ${w.sees}, and at ${w.b} that is enough: ${w.late[1]} of the expiries reach users.`
          : isBusy
            ? `Expiries do reach users, ${w.late[1]} of them at ${w.b}, but not for lack of requests. A rebuild takes ${w.times.delta} and the TTL is ${w.times.ttl}, so hardly any rebuild ends in time, however early it starts.`
            : `Expiries do reach users, ${w.late[1]} of them at ${w.b}. But requests are so rare that hardly any is there to refresh earlier.`
    ]
  })
}
