import { it } from 'vitest'
import { modelOf, simulate, summarize } from '#core'
import { adviseKey } from '../../src/lib/worker/advising'
import { createInlineRunner } from '../../src/lib/worker/inline-runner'
import { parseLink } from '../../src/lib/link/parameters/codec'
import { modelOfLink } from './policies'
modelOfLink('')
const links = ['', '?stale=1s', '?stale=0.1s&coord=lock', '?jitter=10%25', '?workers=8', '?instances=4&beta=2', '?rule=left<beta*ttl&beta=0.2', '?rule=exp(-left/(beta*delta))&jitter=10%25', '?rule=exp(-left/(beta*delta))&cv=0.5', '?coord=lock&lockttl=0.1s', '?origin=8&keys=h:40/s', '?origin=8', '?stale=0.1s&arrivals=burst:1s:5s', '?rule=(age/ttl)^beta', '?delta=10s&stale=2s', '?delta=10s&keys=h:5000/s&workers=50', '?delta=2s&keys=h:5000/s&jitter=10%25&beta=0.5','?delta=2s&keys=h:5000/s&rule=exp(-floor(left)/beta)','?delta=2s&keys=h:5000/s&coord=coalesce:100&stale=1s&beta=0.2','?delta=2s&keys=h:5000/s&cv=0.5&stale=1s&beta=0.4']
it('advice', async () => {
  const runner = createInlineRunner()
  for (const link of links) {
    const { scenario, notes } = parseLink(link)
    let t0 = performance.now()
    const a = await adviseKey(scenario, scenario.keys[0], runner, new AbortController().signal)
    const ms = Math.round(performance.now() - t0)
    t0 = performance.now()
    const model = modelOf(scenario, scenario.keys[0])
    const s = summarize(model, simulate(model, 2000, 1))
    const ms2 = Math.round(performance.now() - t0)
    console.log(link, notes.map((n) => n.message).join(), 'advice', a.beta, a.low, a.high, a.reason, a.binding?.kind, ms + 'ms', 'sim 2000', ms2 + 'ms', s.cycles, s.figures.lateShare, s.figures.duplicatesMean.toFixed(2))
  }
}, 600000)
