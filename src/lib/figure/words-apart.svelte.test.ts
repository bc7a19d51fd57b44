/** Every figure over a grid of scenarios and widths: no words lie on others, leave their drawing or are too small. */
import { flushSync, mount, unmount, type Component } from 'svelte'
import { describe, expect, it } from 'vitest'
import '../../app.css'
import { faultsOf } from '../../../tests/support/text-boxes'
import { type Scenario, modelOf, simulate } from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { viewKey, withShownNames } from '$lib/text/key-view'
import Replay from './cycle/Replay.svelte'
import DotFigure from './dots/DotFigure.svelte'
import { dotData } from './dots/dot-data'
import MapFigure from './map/MapFigure.svelte'
import { regimeData, regimeKeys } from './map/map-data'
import { placesIn } from './pinned-places'
import { sweepDomain, sweepModels } from './waste/sweep'
import { simulatedWaste, wasteData, wasteGhosts, wasteLaws } from './waste/waste-data'
import WasteFigure from './waste/WasteFigure.svelte'
import { windowData } from './window/window-data'
import WindowFigure from './window/WindowFigure.svelte'

const SIX =
  'keys=a:1/s,checkout:summary:eu-west-1:v42:20000/s,session:7/s,shop%3Afront%3Ahome:900/s,user%5C,profile:40/s,W:0.02/s'
const SCENARIOS = [
  '',
  'beta=0',
  'beta=0.1',
  'beta=56',
  'beta=1000',
  'beta=13&ttl=90m&delta=3s&keys=product:120/s',
  'coord=lock&beta=0.4',
  `beta=3&${SIX}`,
  'ttl=24h&delta=10ms&keys=page:100/s',
  'ttl=7d&delta=20m&beta=2&keys=report:3/s,monthly:0.001/s',
  'ttl=200ms&delta=3ms&keys=tick:9000/s&beta=0.7',
  'sweep=delta&beta=2',
  'sweep=rate&beta=5',
  'ttl=5m&delta=0.94s&keys=product:120/s&coord=coalesce:6&cv=0.617&lens=symfony',
  'beta=2.5&stale=10s&keys=hot:1000/s,cold:0.3/s&a.beta=1&a.ttl=60s'
]
const WIDTHS = [288, 320, 358, 398, 430, 620, 900]
const CYCLES = 60

/** What the figures draw, computed once for all widths. */
function drawn(link: string) {
  const { scenario: linked, pin } = parsePage(new URLSearchParams(link).toString())
  const scenario = withShownNames(linked)
  const viewsOf = (one: Scenario, beta = one.beta) =>
    one.keys.map((key, i) => viewKey(one, key, i, simulate(modelOf(one, key, beta), CYCLES, 1), beta))
  const views = viewsOf(scenario)
  const places = pin ? placesIn(pin.keys, scenario.keys) : []
  const pinned = pin && viewsOf(pin)
  const ghosts = pinned
    ? places.map((place) => (place === null ? null : pinned[place]))
    : viewsOf({ ...scenario, beta: 1 })
  const domain = sweepDomain(scenario, pin)
  const tallies = sweepModels(scenario, domain).map((models) => models.map((model) => simulate(model, 8, 1)))
  const laws = wasteLaws(scenario, domain)
  const waste = wasteData(
    scenario,
    domain,
    laws,
    simulatedWaste(scenario, domain, tallies),
    views.map(({ figures }) => figures),
    pin && pinned ? wasteGhosts(pin, domain, places, pinned, laws) : []
  )
  const bands = scenario.keys.map(() => ({ low: 0.5, high: 20, beta: 3 }))
  const ghostName = pin ? 'A' : 'β = 1'
  const move = () => {}
  const map = regimeData(scenario)
  return {
    window: [
      WindowFigure,
      {
        data: windowData(views, ghosts),
        beta: scenario.beta,
        ghostName,
        views,
        ghosts,
        own: scenario.keys.map((_, i) => i === 1),
        onbeta: move,
        onttl: move
      }
    ],
    waste: [WasteFigure, { data: waste, sweep: scenario.sweep, bands, onvalue: move }],
    map: [
      MapFigure,
      {
        data: map,
        keys: regimeKeys(scenario),
        rates: scenario.keys.map(({ rate }) => rate),
        onbeta: move,
        onrate: move
      }
    ],
    dots: [DotFigure, { data: dotData(views) }],
    replay: [Replay, { scenario, number: 4, title: 'Cycle by cycle' }]
  } as unknown as Record<string, [Component<Record<string, unknown>>, Record<string, unknown>]>
}

/** The faults of a figure at a width. */
function faultsAt(
  [figure, props]: [Component<Record<string, unknown>>, Record<string, unknown>],
  width: number
): string[] {
  const target = document.body.appendChild(document.createElement('div'))
  target.style.cssText = `width: ${width}px; overflow-x: auto`
  const made = mount(figure, { target, props: { ...props, width } })
  flushSync()
  const faults = faultsOf(target)
  void unmount(made)
  target.remove()
  return faults
}

describe.each(SCENARIOS)('?%s', (link) => {
  it('has no words on others, outside their drawing, or too small, at any width', () => {
    const found: string[] = []
    for (const [name, figure] of Object.entries(drawn(link)))
      for (const width of WIDTHS)
        found.push(...faultsAt(figure, width).map((fault) => `${name} at ${width}: ${fault}`))
    expect(found).toEqual([])
  })
})
