/**
 * Everything that the page can say of a scenario, in one list. A test finds what makes sentences in `src/lib/text` and
 * in the readings of figures and is not named here.
 */
import {
  type Scenario,
  collapseOutlook,
  type Simulated,
  advisedScenarios,
  adviseExactly,
  comparison,
  lawsAtOnce,
  defencesOf,
  modelOf,
  recommend,
  remediesOf,
  sensitivitiesOf,
  simulateShard
} from '#core'
import { collapseRows, collapseTable } from '$lib/compare/collapse-data'
import { happeningAt } from '$lib/figure/cycle/happening'
import { playedOf, replayedCycles } from '$lib/figure/cycle/cycles'
import { momentsOf } from '$lib/figure/cycle/moments'
import { compareData } from '$lib/figure/compare/compare-data'
import { compareSpoken } from '$lib/figure/compare/compare-reading'
import * as cycle from '$lib/figure/cycle/cycle-reading'
import { dotData } from '$lib/figure/dots/dot-data'
import * as dots from '$lib/figure/dots/dot-reading'
import { regimeData, regimeKeys } from '$lib/figure/map/map-data'
import * as map from '$lib/figure/map/map-reading'
import { timeTicks } from '$lib/figure/plot/time-axis'
import { sweepDomain } from '$lib/figure/waste/sweep'
import { wasteData, wasteLaws } from '$lib/figure/waste/waste-data'
import { readWaste } from '$lib/figure/waste/waste-reading'
import { wasteTable } from '$lib/figure/waste/waste-table'
import { readWindow, rowInWords, timesOf, tooLate, windowInWords } from '$lib/figure/window/window-reading'
import { windowData } from '$lib/figure/window/window-data'
import { windowTable } from '$lib/figure/window/window-table'
import * as advice from '$lib/text/advice'
import { comparedCell, comparedValue, compareTable, COMPARED } from '$lib/text/defences/compare-table'
import { defenceHeadline, defenceOthers, defenceReasons } from '$lib/text/defences/defence-choice'
import {
  defenceDoes,
  defenceLabel,
  defenceName,
  defenceShort,
  DEFENCE_GROUPS,
  oldestInWords
} from '$lib/text/defences/defence-words'
import { insteadXFetch, unusedInWords, unusedRule } from '$lib/text/effects/other-rule'
import { moves, sensitivityRows } from '$lib/text/sensitivity-words'
import * as ways from '$lib/text/ways-out'
import { agreement } from '$lib/text/findings/agreement'
import { collapseFinding } from '$lib/text/findings/collapse'
import { whyNoMap, whyNoReplay } from '$lib/text/findings/left-out'
import { publishedFinding } from '$lib/text/findings/published'
import { coordinationEffect, folkWisdom } from '$lib/text/effects/coordination'
import { asRule, DEVIATIONS, implementationContrasts } from '$lib/text/effects/implementation'
import { contrasts, departures, effectOf } from '$lib/text/effects/options'
import { assumptions } from '$lib/text/fields/assumptions'
import { BETA_HELP } from '$lib/text/fields/beta-help'
import { FIELD_WORDS } from '$lib/text/fields/field-words'
import { OPTION_GROUPS, OPTION_WORDS } from '$lib/text/fields/option-words'
import { brought } from '$lib/text/fields/fields-in-words'
import { scenarioInWords } from '$lib/text/fields/scenario-words'
import { difference, FIGURE_ROWS, SERVED_ROWS } from '$lib/text/figure-words'
import { wasteFinding, windowFinding } from '$lib/text/findings/finding'
import { headline, plainHeadline } from '$lib/text/headline'
import { valuesOf } from '$lib/text/numbers/values-of'
import { type KeyView, viewKey } from '$lib/text/key-view'
import { plain, type Sentence } from '$lib/text/sentence'
import { spoken } from '$lib/text/spoken'
import { TERMS } from '$lib/text/terms/terms'
import { LESSON_LIST } from '$lib/text/lessons/lesson-list'
import { scenarioTitle } from '$lib/text/scenario-title'
import { answerTitle, compareTitle, pageTitle, scenarioInShort } from '$lib/text/titles'
import { cautions, verdict } from '$lib/text/verdict'
import { inFull } from '$lib/text/words'

export interface Said {
  /** Whose words they are. */
  by: string
  text: string
  /** No whole sentence, as in a cell of a table or behind a label. */
  fragment?: boolean
  /** A closed form to the digit of the error of the simulated value beside it. */
  precise?: boolean
  /** It repeats what was typed, in the units in which it was typed. */
  typed?: boolean
  /** It writes rates as links do, `1e-9/s`. */
  spelled?: boolean
  /** A list of all that was typed; it is as long as that. */
  list?: boolean
}

/** All that is known of a scenario once a few cycles are simulated. */
export interface Known {
  scenario: Scenario
  views: KeyView[]
  atOne: KeyView[]
  /** The same keys at half the β, as if they were pinned. */
  pinned: KeyView[]
}

/** A simulation that would take long is left out: the words are the same. */
const isCheap = (scenario: Scenario, place: number) => {
  const model = modelOf(scenario, scenario.keys[place])
  return model.rate * model.delta < 300 && model.beta < 12
}

export function knownOf(scenario: Scenario, cycles: number): Known {
  const views = (beta: number, simulated: boolean) =>
    scenario.keys.map((key, i) => {
      const at = { ...scenario, beta }
      const tally = simulated && isCheap(at, i) ? simulateShard(modelOf(at, key), cycles, 1, 0) : null
      return viewKey(at, key, i, tally)
    })
  const { beta } = scenario
  return {
    scenario,
    views: views(beta, true),
    atOne: beta === 1 ? views(1, true) : views(1, false),
    pinned: views(beta / 2, false)
  }
}

const whole = (sentences: Sentence | Sentence[]): string =>
  plain(
    sentences.length > 0 && Array.isArray(sentences[0]) ? (sentences as Sentence[]) : [sentences as Sentence]
  )

type Producer = (known: Known) => (string | Omit<Said, 'by'>)[]

const cell = (text: string): Omit<Said, 'by'> => ({ text, fragment: true })

export const PRODUCERS: Record<string, Producer> = {
  verdict({ scenario, views, atOne }) {
    const { says, costs } = verdict(scenario.beta, views, atOne)
    return [plain(says), plain(costs)]
  },
  cautions: ({ views }) => cautions(views),
  agreement: ({ views }) => [agreement(views).sentence, agreement(views, true).sentence],
  windowFinding: ({ views, atOne, pinned }) => [
    windowFinding(views, atOne),
    windowFinding(views, atOne, pinned)
  ],
  wasteFinding: ({ views, atOne, pinned }) => [
    wasteFinding(views, atOne),
    wasteFinding(views, atOne, pinned)
  ],
  collapseFinding: ({ scenario }) =>
    scenario.keys.flatMap((key) => {
      const beta = scenario.beta > 0 ? scenario.beta : 1
      const upTo = 100 * key.rate
      const says = [0, 7].map((origin) => {
        const outlook = collapseOutlook({ ...scenario, origin: origin || scenario.origin }, key)
        return [null, Infinity, 3 * key.rate].map((rate) =>
          collapseFinding(outlook, {
            beta,
            found: rate === null ? null : { rate, upTo, cycles: 20_000 }
          })
        )
      })
      return says.flat()
    }),
  collapseTable: ({ scenario }) =>
    scenario.keys.flatMap((key) => {
      const outlook = collapseOutlook({ ...scenario, origin: scenario.origin || 7 }, key)
      return [null, Infinity, 3 * key.rate].flatMap((rate) => {
        const found = rate === null ? null : { rate, upTo: 100 * key.rate, cycles: 20_000 }
        return collapseTable(outlook, collapseRows(outlook, { beta: 1, found }))
          .rows.flat()
          .map(cell)
      })
    }),
  effectOf: ({ scenario, views }) => [
    { text: effectOf(departures(scenario), contrasts(scenario, views)), typed: true, precise: true }
  ],
  coordinationEffect: ({ scenario, views }) =>
    [1, 8].map((hosts) => coordinationEffect(scenario, views, hosts)),
  folkWisdom: ({ scenario }) =>
    folkWisdom(scenario, [{ place: 0, none: 4.8, lock: 0.39 }]).map((sentence) => whole(sentence)),
  implementationContrasts: ({ scenario, views }) =>
    implementationContrasts(scenario, views).flatMap(({ rows }) =>
      rows.flatMap(({ label, paper, here }) => [
        cell(label),
        { ...cell(paper ?? ''), precise: true },
        cell(here ?? '')
      ])
    ),
  asRule({ scenario }) {
    const same = asRule(scenario)
    // The rule itself is no English.
    return same ? [{ text: `${same.before}p${same.behind}`, typed: true }] : []
  },
  assumptions: ({ scenario }) => [{ text: assumptions(scenario), list: true }],
  scenarioInWords: ({ scenario }) => [{ text: scenarioInWords(scenario), list: true }],
  brought: ({ scenario }) =>
    (['coordination', 'resolution'] as const).flatMap((name) => brought(scenario, name) ?? []),
  SERVED_ROWS: ({ views }) =>
    SERVED_ROWS.flatMap((row) => [
      row.explanation,
      ...views.flatMap((view) => {
        const { exact, simulated, error } = valuesOf(view, row.key)
        return [
          ...(exact === null ? [] : [{ ...cell(row.show(exact, view.model, error)), precise: true }]),
          ...(simulated === null ? [] : [cell(row.simulated(simulated, error))])
        ]
      })
    ]),
  FIGURE_ROWS: ({ views, pinned }) =>
    FIGURE_ROWS.flatMap((row) => [
      row.explanation,
      ...views.flatMap(({ figures, summary, model }, i) => {
        const [now, was] = [figures?.[row.key] ?? null, pinned[i].figures?.[row.key] ?? null]
        const seen = summary?.figures[row.key] ?? null
        const error = summary?.standardErrors[row.key] ?? null
        return [
          ...(now === null
            ? []
            : [cell(row.show(now, model)), { ...cell(row.show(now, model, error)), precise: true }]),
          ...(seen === null ? [] : [cell(row.simulated(seen, error))]),
          ...(now === null || was === null ? [] : [cell(difference(row, now, was))])
        ]
      })
    ]),
  headline({ scenario }) {
    const recommended = recommend(scenario)
    return [whole(headline(scenario, recommended)), plainHeadline(scenario, recommended)]
  },
  advice({ scenario }) {
    const recommended = recommend(scenario)
    const own = scenario.keys.flatMap((_, i): (string | Omit<Said, 'by'>)[] => {
      const one = recommended.keys[i].advice
      if (!one) return []
      const remedies = remediesOf(recommended, i)
      const varied = i === 0 ? (sensitivitiesOf(recommended, i) ?? []) : []
      return [
        whole(advice.reason(scenario, i, one)),
        moves(one, varied),
        ...sensitivityRows(one, varied).flatMap(({ label, beta, bounds }) => [label, beta, bounds].map(cell)),
        ...ways.help(scenario, remedies).flatMap(({ name, text }) => [cell(name), cell(text)]),
        // Alternatives, each in the unit that suits it.
        ...(remedies ? [{ ...cell(ways.helpInBrief(remedies)), typed: true }] : []),
        whole(ways.byTheClock(scenario, i))
      ]
    })
    if (!recommended.complete) return own
    return [
      ...own,
      whole(advice.gain(scenario, recommended)),
      whole(advice.holds(scenario, recommended)),
      whole(advice.apart(scenario, recommended)),
      whole(unusedRule(scenario, recommended)),
      ...recommended.keys.map(({ advice }) =>
        advice?.binding?.kind === 'unused' ? unusedInWords(scenario, advice.binding) : ''
      ),
      whole(insteadXFetch(scenario, recommended)),
      ...advice.unprotected(scenario, recommended).map((sentence) => whole(sentence)),
      ...advice.sharing(scenario, recommended).map((sentence) => whole(sentence))
    ]
  },
  defences({ scenario }) {
    // One in a few scenarios, for the time it takes.
    if (scenario.keys.length > 1 || scenario.jitter > 0) return []
    const compared = comparedOf(scenario)
    return [
      whole(defenceHeadline(compared, null)),
      whole(defenceHeadline(compared, 'hot')),
      whole(defenceReasons(compared)),
      ...defenceOthers(compared).map((sentence) => whole(sentence)),
      ...compared.rows.flatMap((row) => [
        defenceDoes(row, compared),
        cell(defenceLabel(row, compared)),
        cell(defenceName(row, compared)),
        cell(defenceShort(row, compared)),
        ...(row.oldest === null ? [] : [cell(oldestInWords(row.oldest))]),
        ...COMPARED.flatMap((column) => [
          { ...cell(comparedCell(row, column)), precise: true },
          cell(comparedValue(row, column))
        ])
      ]),
      ...DEFENCE_GROUPS.map(({ heading }) => cell(heading)),
      { text: compareTable(compared).caption },
      compareSpoken(compareData(compared))
    ]
  },
  titles: ({ scenario }) =>
    [
      scenarioTitle(scenario),
      scenarioInShort(scenario, 60),
      pageTitle(scenario, true),
      pageTitle(scenario, false),
      compareTitle(scenario, true),
      compareTitle(scenario, false),
      answerTitle(scenario, recommend(scenario))
    ].map((text) => ({ ...cell(text), typed: true, spelled: true })),
  cycle({ scenario }) {
    const reason = whyNoReplay(scenario)
    if (reason !== '') return [reason]
    const { model } = playedOf(scenario, 0)
    if (model.rate * model.ttl > 1e5) return []
    const cycles = replayedCycles(scenario, 0).slice(0, 12)
    const at = (beta: number) => cycles.map((one) => happeningAt(one, beta, model))
    const [now, one] = [at(Math.min(scenario.beta, 30)), at(1)]
    return [
      cycle.cyclesFinding(now, one, scenario.beta, scenario.keys[0].name),
      ...now.map((happening) => cycle.cycleInWords(happening, model)),
      ...now.map((happening) => cell(cycle.inBrief(happening))),
      ...now
        .slice(0, 3)
        .flatMap((happening) =>
          momentsOf(happening, model.delta).map(({ gap }) => cell(cycle.stateAt(happening, model.delta, gap)))
        ),
      ...cycle.cyclesTable(now, scenario.beta, scenario.keys[0].name).rows.flat().map(cell)
    ]
  },
  dots({ views }) {
    const data = dotData(views)
    return [
      dots.dotFinding(data),
      ...(dots.shadeWords(data) ? [cell(dots.shadeWords(data))] : []),
      dots.sizesSpoken(data),
      dots.gapsSpoken(data),
      ...data.rows.flatMap((row) => [cell(dots.sizeLabel(row)), cell(dots.gapLabel(row))]),
      ...dots.dotTable(data).rows.flat().map(cell)
    ]
  },
  window({ views, atOne }) {
    const { max, rows } = windowData(views, atOne)
    const axis = timeTicks(max, 6)
    return [
      ...[true, false].map((brief) => cell(tooLate(rows, brief))),
      ...rows.flatMap((row) => [windowInWords(row), rowInWords(row)].map(cell)),
      // What stands above a row: the mean, and 5 to 95 %.
      ...rows.map((row) => {
        const time = timesOf(row, axis.unit)
        return cell([row.mean, row.low, row.high].map((gap) => time(gap ?? 0)).join(', '))
      }),
      ...rows.flatMap((row, i) => {
        const { title, rows: read } = readWindow(
          row,
          (max * 2) / 3,
          axis.unit,
          views[i].law,
          { name: 'β = 1', law: atOne[i].law },
          ''
        )
        // A reading stands above its axis.
        const whole = [
          title,
          ...read.map(({ name, value }) => `${name} ${value}`),
          ...axis.ticks.map(axis.format)
        ]
        return [title, ...read.flatMap(({ name, value }) => [name, value]), whole.join(', ')].map(cell)
      }),
      ...windowTable(views).rows.flat().map(cell)
    ]
  }
}

/** Every defence on a key, with a few simulated cycles. */
function comparedOf(scenario: Scenario) {
  const [key] = scenario.keys
  const [none, coalesce, lock] = Object.values(advisedScenarios(scenario, key)).map((one) => {
    const advice = adviseExactly(one, one.keys[0])
    return advice === null ? undefined : advice.beta
  })
  const advised = { none, coalesce, lock }
  const simulated: Simulated = {}
  for (const { name, model } of defencesOf(scenario, key, advised))
    if (model && model.rate * model.delta < 30) simulated[name] = simulateShard(model, 400, 1, 0)
  return comparison(scenario, key, advised, lawsAtOnce(scenario, key, advised), simulated)
}

/** They cost more than the others, and say little: a few scenarios are enough. */
export const COSTLY: Record<string, Producer> = {
  waste({ scenario }) {
    const domain = sweepDomain(scenario)
    const none = scenario.keys.map(() => null)
    const data = wasteData(scenario, domain, wasteLaws(scenario, domain), [], none)
    return [
      ...data.panels.flatMap((panel) => {
        const { title, rows } = readWaste(
          panel,
          panel.at,
          (value) => inFull(value),
          () => 0,
          ''
        )
        return [title, ...rows.flatMap(({ name, value, spoken }) => [name, value, spoken ?? ''])].map(cell)
      }),
      ...wasteTable(data, scenario.sweep).rows.flat().map(cell)
    ]
  },
  map({ scenario }) {
    const reason = whyNoMap(scenario)
    if (reason !== '') return [reason]
    const data = regimeData(scenario)
    const { rows } = map.readMap(data, 3, () => 0)
    return [
      map.regimeFinding(regimeKeys(scenario), data),
      ...rows.flatMap(({ name, value }) => [cell(name), cell(value)])
    ]
  }
}

/** What the page says whatever the scenario is. */
export const ALWAYS: Said[] = [
  ...Object.values(DEVIATIONS).flatMap((all) =>
    (all ?? []).map(({ what }) => ({ by: 'DEVIATIONS', text: what }))
  ),
  ...Object.entries(TERMS).map(([, text]) => ({ by: 'TERMS', text })),
  ...LESSON_LIST.map(({ asks }) => ({ by: 'LESSON_LIST', text: asks })),
  ...[
    [1, 3, 2],
    [4, 5, 6]
  ].map(([published, low, high]) => ({
    by: 'publishedFinding',
    text: publishedFinding(
      [
        { published, low: 3, high: 6 },
        { published: 4, low, high }
      ],
      100
    )
  })),
  { by: 'BETA_HELP', text: BETA_HELP },
  ...Object.values(
    FIELD_WORDS as Record<string, { help?: string; choices?: Record<string, { help?: string }> }>
  )
    .flatMap(({ help, choices }) => [
      help ?? '',
      ...Object.values(choices ?? {}).map((choice) => choice.help ?? '')
    ])
    .map((text) => ({ by: 'FIELD_WORDS', text })),
  ...Object.values(OPTION_GROUPS).map(({ title }) => ({ by: 'OPTION_GROUPS', text: title, fragment: true })),
  ...Object.values(OPTION_WORDS).flatMap((words) =>
    'option' in words
      ? [words.option.off, words.option.on].map(({ help }) => ({ by: 'OPTION_WORDS', text: help }))
      : []
  )
].filter(({ text }) => text !== '')

export const saidOf = (known: Known, producers = PRODUCERS): Said[] =>
  Object.entries(producers).flatMap(([by, produce]) =>
    produce(known)
      .map((said) => (typeof said === 'string' ? { by, text: said } : { by, ...said }))
      .filter(({ text }) => text !== '')
  )

export const spokenOf = (said: Said) => spoken(said.text)
