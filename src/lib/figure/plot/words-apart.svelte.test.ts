/** Every figure over a grid of scenarios and widths: no words lie on others, leave their drawing or are too small. */
import { flushSync, mount, unmount, type Component } from 'svelte'
import { describe, expect, it } from 'vitest'
import '../../../app.css'
import { faultsOf } from '../../../../tests/support/text-boxes'
import { type Scenario, modelOf, simulate } from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { viewKey, withShownNames } from '$lib/text/key-view'
import Replay from '../cycle/Replay.svelte'
import DotFigure from '../dots/DotFigure.svelte'
import { dotData } from '../dots/dot-data'
import MapFigure from '../map/MapFigure.svelte'
import { regimeData, regimeKeys } from '../map/map-data'
import { placesIn } from '../pinned-places'
import { sweepDomain, sweepModels } from '../waste/sweep'
import { simulatedWaste, wasteData, wasteGhosts, wasteLaws } from '../waste/waste-data'
import WasteFigure from '../waste/WasteFigure.svelte'
import { windowData } from '../window/window-data'
import WindowFigure from '../window/WindowFigure.svelte'

const SIX =
  'keys=a:1/s,checkout:summary:eu-west-1:v42:20000/s,session:7/s,shop%3Afront%3Ahome:900/s,user%5C,profile:40/s,W:0.02/s'
const LINKS = [
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
  'beta=2.5&stale=10s&keys=hot:1000/s,cold:0.3/s&pin.beta=1&pin.ttl=60s'
]
/** From the text of a small phone to a desk, px. */
const WIDTHS = [288, 358, 430, 620, 900]
/** Of the first screen: a figure beside another, in full view. */
const FIRST = { width: 430, height: 460 }
/** Enough for points with error bars. */
const CYCLES = 60
const POINT_CYCLES = 8

type Props = Record<string, unknown>
interface Drawn {
  figure: Component<Props>
  props: Props
  /** Whether it can be told its height. */
  fits?: boolean
}

/** What the figures draw, computed once for all widths. */
function figuresOf(link: string): Record<string, Drawn> {
  const { scenario: linked, pin } = parsePage(link)
  const scenario = withShownNames(linked)
  const { keys } = scenario
  const viewsOf = (one: Scenario) =>
    one.keys.map((key, i) => viewKey(one, key, i, simulate(modelOf(one, key), CYCLES, 1)))
  const views = viewsOf(scenario)
  const places = pin ? placesIn(pin.keys, keys) : []
  const pinned = pin && viewsOf(pin)
  const ghosts = pinned
    ? places.map((place) => (place === null ? null : pinned[place]))
    : viewsOf({ ...scenario, beta: 1 })
  const domain = sweepDomain(scenario, pin)
  const tallies = sweepModels(scenario, domain).map((models) =>
    models.map((model) => simulate(model, POINT_CYCLES, 1))
  )
  const laws = wasteLaws(scenario, domain)
  const waste = wasteData(
    scenario,
    domain,
    laws,
    simulatedWaste(scenario, domain, tallies),
    views.map(({ figures }) => figures),
    pin && pinned ? wasteGhosts(pin, domain, places, pinned, laws) : []
  )
  const map = regimeKeys(scenario)
  const was = pin ? regimeKeys(pin) : []
  const move = () => {}
  const drawn = (figure: unknown, props: Props, fits = false) => ({
    figure: figure as Component<Props>,
    props,
    fits
  })
  const window = {
    data: windowData(views, ghosts),
    beta: scenario.beta,
    ghostName: pin ? 'A' : 'β = 1',
    views,
    ghosts,
    own: keys.map((_, i) => i === 1),
    onbeta: move,
    onttl: move
  }
  const bands = keys.map(() => ({ low: 0.5, high: 20, beta: 3 }))
  const wasted = { data: waste, sweep: scenario.sweep, bands, onvalue: move }
  return {
    window: drawn(WindowFigure, window, true),
    waste: drawn(WasteFigure, wasted, true),
    'waste with a recommendation': drawn(
      WasteFigure,
      {
        ...wasted,
        advised: keys.map((_, i) => ({
          low: 3.2 * (i + 1),
          high: 7.5 * (i + 1),
          beta: 5 * (i + 1),
          kept: false
        }))
      },
      true
    ),
    map: drawn(MapFigure, {
      data: regimeData(scenario),
      keys: map,
      pinned: places.map((place) => (place === null ? null : was[place])),
      rates: keys.map(({ rate }) => rate),
      onbeta: move,
      onrate: move
    }),
    dots: drawn(DotFigure, { data: dotData(views) }),
    replay: drawn(Replay, { scenario, number: 4, title: 'Cycle by cycle' })
  }
}

/** A name may touch two places of lines that are 4 px apart, as in waste-labels.ts: it has a halo. */
const TOUCHES = 2 * 4
/** Drawn lines that names must not lie on, and the names of lines, by their text. */
const NAMES = /^(wasted in all|duplicate|premature)$/

/** Names that lie on a line of their drawing: as much of the line as is inside the box of the letters, px. */
function namesOnLines(root: Element): string[] {
  const found: string[] = []
  for (const text of root.querySelectorAll<SVGTextElement>('svg text')) {
    const name = text.textContent ?? ''
    if (!NAMES.test(name)) continue
    const { x, y, width, height } = text.getBBox()
    // Between the top of small letters and the line they stand on.
    const [top, bottom] = [y + 0.35 * height, y + 0.8 * height]
    for (const path of text.ownerSVGElement!.querySelectorAll('g[clip-path] path[fill="none"]')) {
      const points = [...path.getAttribute('d')!.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
        +x,
        +y
      ])
      let inside = 0
      points.slice(1).forEach(([toX, toY], i) => {
        const [fromX, fromY] = points[i]
        const long = Math.hypot(toX - fromX, toY - fromY)
        for (let at = 0.5; at < long; at++) {
          const [px, py] = [fromX + ((toX - fromX) * at) / long, fromY + ((toY - fromY) * at) / long]
          if (px > x && px < x + width && py > top && py < bottom) inside++
        }
      })
      if (inside > TOUCHES) found.push(`“${name}” lies on ${inside} px of a line`)
    }
  }
  return found
}

/** @returns its faults at a width, and its height */
function look({ figure, props }: Drawn, size: { width: number; height?: number }) {
  const target = document.body.appendChild(document.createElement('div'))
  // A card reaches beyond the text of a phone by its padding.
  target.style.cssText = `box-sizing: content-box; width: ${size.width}px; padding-inline: 17px; overflow-x: auto`
  const made = mount(figure, { target, props: { ...props, ...size } })
  flushSync()
  const seen = { faults: [...faultsOf(target), ...namesOnLines(target)], height: target.offsetHeight }
  void unmount(made)
  target.remove()
  return seen
}

describe.each(LINKS)('?%s', (link) => {
  it('has no words on others, outside their drawing, or too small, at any width', () => {
    const found: string[] = []
    const keys = parsePage(link).scenario.keys.length
    for (const [name, drawn] of Object.entries(figuresOf(link))) {
      for (const width of WIDTHS)
        for (const fault of look(drawn, { width }).faults) found.push(`${name} at ${width} px: ${fault}`)
      if (!drawn.fits) continue
      const { faults, height } = look(drawn, FIRST)
      for (const fault of faults) found.push(`${name} in the first screen: ${fault}`)
      if (keys <= 2 && height > FIRST.height) found.push(`${name} in the first screen: ${height} px high`)
    }
    expect(found).toEqual([])
  })
})
