/** The answers of the first lesson, and why each is right or wrong in this scenario. */
import { THIN, asPercent, inFull, inSeconds } from '$lib/text/words'
import { changeOf, lateIn, unitOf, type Compared } from './compared'
import { whatItWouldTake } from './cold-words'
import type { Choice } from './lesson'

/** The words that both kinds of key share. */
function wordsFor({ before, after, from, to, key, model, scenario }: Compared) {
  const { per, write } = unitOf({ before, after })
  const at = (beta: number) => `β${THIN}=${THIN}${inFull(beta, 4)}`
  const gap = (figures: { gapMean: number | null }) =>
    figures.gapMean === null ? 'never' : `${inSeconds(figures.gapMean)} before expiry`
  return {
    per,
    name: `the ${key.name} key`,
    a: at(from),
    b: at(to),
    waste: [write(before.wastedPerHour), write(after.wastedPerHour)],
    duplicate: [write(before.duplicatePerHour), write(after.duplicatePerHour)],
    premature: [write(before.prematurePerHour), write(after.prematurePerHour)],
    size: [before, after].map(({ duplicatesMean }) => inFull(1 + duplicatesMean)),
    late: [before, after].map(({ lateShare }) => lateIn(lateShare)),
    gap: [before, after].map(gap),
    given: asPercent(((after.gapMean ?? 0) * after.earlyShare) / model.ttl),
    heat: inFull(model.rate * model.delta),
    coordination: scenario.coordination
  }
}
type ChoiceTexts = ReturnType<typeof wordsFor>

const LATER_WRONG = ({ a, b }: ChoiceTexts) =>
  `The tempting one, and the operator’s own: a setting against early rebuilds, turned up, should mean fewer of them. ` +
  `But β stretches the dice. A request refreshes once −Δ·β·ln U reaches the time that is left, and the same U reaches further at ${b} than at ${a}. ` +
  `The paper also writes the rule with a rate λ${THIN}=${THIN}1/β; a larger λ does refresh later, and who has read λ and turns β turns it the wrong way.`

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
  return [
    {
      id: 'later',
      text: 'It refreshes later, nearer to expiry, and wastes fewer rebuilds.',
      right: false,
      why: LATER_WRONG(w)
    },
    {
      id: 'same',
      text: 'Hardly anything: it is asked for so often that some request always refreshes it in time.',
      right: none,
      why: none
        ? `In effect it is right. The mean refresh goes from ${w.gap[0]} to ${w.gap[1]}, but of the lifetime that is next to nothing, and the rebuilds ${w.per} change by less than one in a hundred.`
        : `That some request refreshes it in time is true at either β. But the many requests are what makes an early one likely: ` +
          `of ${w.heat} in a rebuild time the luckiest decides, and at ${w.b} luck reaches further. The mean refresh goes from ${w.gap[0]} to ${w.gap[1]}, and the waste from ${w.waste[0]} to ${w.waste[1]} rebuilds ${w.per}.`
    },
    {
      id: 'crowd',
      text: 'It refreshes when it did, but more requests rebuild at once.',
      right: batchGrows,
      why: batchGrows
        ? `Here it is right: refreshes start as early as the lifetime allows at either β, and beside each of them start more at ${w.b}: ${w.size[0]} rebuilds each time become ${w.size[1]}.`
        : batchWrong(w, duplicatesRise)
    },
    {
      id: 'earlier-more',
      text: 'It refreshes earlier and wastes more rebuilds: more of every lifetime is thrown away.',
      right: more,
      why: moreWhy(w, more, { earlier, batchGrows, duplicatesRise, sameBill })
    },
    {
      id: 'earlier-fewer',
      text: 'It refreshes earlier, and yet wastes fewer rebuilds.',
      right: fewer,
      why: fewerWhy(w, fewer, { earlier, batchGrows, duplicatesRise, sameBill })
    }
  ]
}

function batchWrong({ a, b, size, gap, coordination }: ChoiceTexts, duplicatesRise: boolean): string {
  if (coordination === 'lock')
    return `A larger β does make each request likelier to refresh. But with a lock only one rebuild is ever in flight, and the refresh moves, from ${gap[0]} to ${gap[1]}.`
  if (duplicatesRise)
    return `More do rebuild at once: ${size[0]} rebuilds each time become ${size[1]}, for refreshes this early run into each other. But it does not refresh when it did: it starts ${gap[1]}, and at ${a} ${gap[0]}.`
  return (
    `A larger β does make each request likelier to refresh, at any moment. But the first refresh therefore starts earlier, where chances are still small, ` +
    `and while it runs they grow by the factor e^(1/β) only: faster at ${a} than at ${b}. So the rebuilds each time go from ${size[0]} to ${size[1]}.`
  )
}

type Truth = { earlier: boolean; batchGrows: boolean; duplicatesRise: boolean; sameBill: boolean }

const cancelled = ({ duplicate, premature, per }: ChoiceTexts) =>
  `Duplicates go from ${duplicate[0]} to ${duplicate[1]} ${per} and premature rebuilds from ${premature[0]} to ${premature[1]}; against all rebuilds of the key the difference is less than one in a hundred, so this counts as right too.`

const sums = ({ duplicate, premature, per }: ChoiceTexts) =>
  `Duplicates go from ${duplicate[0]} to ${duplicate[1]} ${per}, premature rebuilds from ${premature[0]} to ${premature[1]}`

/** What is said alike of more and of fewer wasted rebuilds; null where they differ. */
function alikeWhy(w: ChoiceTexts, right: boolean, { earlier, batchGrows, sameBill }: Truth): string | null {
  if (!earlier || batchGrows)
    return `A larger β does refresh earlier, but for this key not by anything that one would see.`
  if (sameBill && right) return `Earlier is right: from ${w.gap[0]} to ${w.gap[1]}. ${cancelled(w)}`
  return null
}

function moreWhy(w: ChoiceTexts, right: boolean, truth: Truth): string {
  const alike = alikeWhy(w, right, truth)
  if (alike !== null) return alike
  if (!right)
    return (
      `The first half is right: refreshes move from ${w.gap[0]} to ${w.gap[1]}, and premature rebuilds go from ${w.premature[0]} to ${w.premature[1]} ${w.per}. ` +
      `But lifetime is not all that is wasted. At ${w.a}, ${w.duplicate[0]} of the ${w.waste[0]} wasted rebuilds ${w.per} are duplicates, started beside one that was under way; at ${w.b} they are ${w.duplicate[1]}.`
    )
  if (truth.duplicatesRise)
    return `Right, and not for lost lifetime alone: at ${w.b} refreshes start so far from expiry that they run into each other. ${sums(w)}.`
  return w.coordination === 'lock'
    ? `Right. With a lock nothing is ever started twice, so all that a larger β can do to a key that is refreshed in time is to throw lifetime away: ${w.premature[0]} rebuilds ${w.per} become ${w.premature[1]}.`
    : `Right. A larger β does save duplicates where there are any, ${w.duplicate[0]} against ${w.duplicate[1]} ${w.per}, but premature rebuilds go from ${w.premature[0]} to ${w.premature[1]}, and that is more.`
}

function fewerWhy(w: ChoiceTexts, right: boolean, truth: Truth): string {
  const alike = alikeWhy(w, right, truth)
  if (alike !== null) return alike
  if (right && truth.duplicatesRise)
    return `Right: ${sums(w)}; the sum falls from ${w.waste[0]} to ${w.waste[1]}.`
  if (right)
    return (
      `Right. Each refresh comes earlier, and that costs: premature rebuilds go from ${w.premature[0]} to ${w.premature[1]} ${w.per}. ` +
      `But each starts fewer rebuilds side by side, ${w.size[1]} instead of ${w.size[0]}, so the duplicates go from ${w.duplicate[0]} to ${w.duplicate[1]}, and the sum from ${w.waste[0]} to ${w.waste[1]}.`
    )
  return w.coordination === 'lock'
    ? `It would be right without the lock: then a larger β saves rebuilds that start side by side. With it there are none to save, and the waste goes from ${w.waste[0]} to ${w.waste[1]} ${w.per}.`
    : truth.duplicatesRise
      ? `A larger β saves rebuilds that start side by side as long as refreshes keep apart. Here they start so early at ${w.b} that they run into each other. ${sums(w)}.`
      : `A larger β does save rebuilds that start side by side. Here there are few of them to save, ${w.duplicate[0]} against ${w.duplicate[1]} ${w.per}, and premature rebuilds go from ${w.premature[0]} to ${w.premature[1]}.`
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
    compared.before.gapMean === null
      ? `start ${w.gap[1]} on average`
      : `start ${w.gap[1]} on average, and at ${w.a} ${w.gap[0]}`
  return [
    {
      id: 'later',
      text: 'It refreshes later, and fewer rebuilds are wasted on it.',
      right: false,
      why: LATER_WRONG(w)
    },
    {
      id: 'same',
      text: isBusy
        ? 'Nothing for those who ask: as many of its expiries reach them.'
        : 'Nothing: too few requests come for β to matter.',
      right: same,
      why: isBusy
        ? `${same ? 'Right. A' : 'A'} rebuild takes ${inSeconds(model.delta)} of a lifetime of ${inSeconds(model.ttl)}, so hardly a refresh is in time: of the expiries ${w.late[0]} reach users at ${w.a} and ${w.late[1]} at ${w.b}.`
        : same
          ? `Right. So few requests come, ${w.heat} in a rebuild time, that of the expiries ${w.late[0]} reach users at ${w.a} and ${w.late[1]} at ${w.b}.`
          : `Few requests they are, ${w.heat} in a rebuild time. But those that come at the right moment refresh more often, or earlier: of the expiries ${w.late[0]} reach users at ${w.a} and ${w.late[1]} at ${w.b}.`
    },
    {
      id: 'protected',
      text: 'It is protected now: expiries hardly ever reach users any more.',
      right: isProtected,
      why: isProtected
        ? `Right. At ${w.b} the window is long enough to catch a request nearly every time: the share of expiries that reach users goes from ${w.late[0]} to ${w.late[1]}, within the ${asPercent(scenario.late)} that are allowed.`
        : `The window does get longer. But β only decides what a request does that comes; it brings none. ` +
          `At ${w.b}, ${w.late[1]} of the expiries still reach users, where ${asPercent(scenario.late)} are allowed. ${whatItWouldTake(compared, to)}`
    },
    {
      id: 'still-late',
      text: 'It refreshes earlier when a request happens to come, but expiries still reach users.',
      right: stillLate,
      why: stillLate
        ? `Right. When a cycle is refreshed early, it does ${shift}; but of all expiries ${w.late[1]} still reach users, after ${w.late[0]} at ${w.a}. A cycle in which no request comes at the right moment is late whatever β is.`
        : isProtected
          ? `It would be so with still fewer requests. Here ${w.heat} come in a rebuild time, and at ${w.b} that is enough: ${w.late[1]} of the expiries reach users.`
          : isBusy
            ? `Expiries do reach users, ${w.late[1]} of them at ${w.b}, though not for want of requests: a rebuild takes ${inSeconds(model.delta)} of a lifetime of ${inSeconds(model.ttl)}, and hardly one is done in time, however early it starts.`
            : `Expiries do reach users, ${w.late[1]} of them at ${w.b}. But requests come so seldom that hardly one is there to refresh earlier.`
    }
  ]
}
