/** The plots of /learn/model at the ends of their sliders: no words lie on others, or leave their drawing. */
import { flushSync, mount, unmount } from 'svelte'
import { expect, it } from 'vitest'
import '../../../../../app.css'
import { faultsOf } from '../../../../../../tests/support/text-boxes'
import { billData, billPlot } from '../laws/bill-figure'
import { chancePlot } from '../laws/chance-figure'
import { gapData, gapPlot } from '../laws/gap-figure'
import { lateData, latePlot } from '../laws/late-figure'
import { gapsAt, lifetime, orderPlot, triggersPlot } from '../laws/order-figure'
import { sizeData, sizePlot } from '../laws/size-figure'
import { adviceData, advicePlot, whichData, whichPlot } from '../laws/which-figure'
import { cycleData, cyclePlot } from './cycle-figure'
import { keyWith } from './keys'
import type { PlotData } from './plot'
import Plot from './Plot.svelte'

const WIDTHS = [264, 330, 700]
const BETAS = [0.1, 0.5, 1, 4, 20]
const lives = Array.from({ length: 30 }, (_, cycle) => lifetime({ ttl: 60, delta: 0.25, rate: 100 }, cycle))
const lines = BETAS.map((beta) => ({ beta, gaps: gapsAt(lives, beta) }))
const example = keyWith(1, 0, { ttl: 14, delta: 1.5, rate: 5 })

const plots: [string, (width: number) => PlotData[]][] = [
  ['one cycle', (width) => [0, 2, 4].map((n) => cyclePlot(cycleData(example, n), example, width < 500))],
  ['the chance', () => [0, 0.3, 5, 3600].map((left) => chancePlot(left, 0.25))],
  [
    'the gap',
    () => BETAS.flatMap((beta) => [0.1, 25, 2500].map((heat) => gapPlot(gapData(keyWith(beta, heat)))))
  ],
  [
    'late refreshes',
    () => BETAS.flatMap((beta) => [0.01, 1, 1000].map((heat) => latePlot(lateData(beta, heat), beta, heat)))
  ],
  ['the size', () => BETAS.map((beta) => sizePlot(sizeData(beta, 8)))],
  [
    'the bill',
    () => BETAS.flatMap((beta) => [0.1, 250].map((heat) => billPlot(billData(beta, heat), 'none')))
  ],
  [
    'the order',
    () => [
      ...BETAS.map((beta) => triggersPlot(lives[0], beta)),
      ...BETAS.map((beta) => orderPlot(lines, beta))
    ]
  ],
  [
    'which β',
    () => [
      ...[1, 250, 10_000].flatMap((heat) => [20, 240, 10_000].map((n) => whichPlot(whichData(heat, n)))),
      ...[20, 240, 10_000].map((n) => advicePlot(adviceData(n)))
    ]
  ]
]

it.each(plots)('%s has no words on others, or outside its drawing', (_, plotsAt) => {
  const found: string[] = []
  for (const width of WIDTHS)
    plotsAt(width).forEach((plot, i) => {
      const target = document.body.appendChild(document.createElement('div'))
      target.style.width = `${width}px`
      const made = mount(Plot, { target, props: { plot, width } })
      flushSync()
      for (const fault of faultsOf(target)) found.push(`${i} at ${width} px: ${fault}`)
      void unmount(made)
      target.remove()
    })
  expect(found).toEqual([])
})
