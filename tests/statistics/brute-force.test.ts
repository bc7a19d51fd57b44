/**
 * The simulation against an independent program that walked through every single request.
 * Each figure is compared by its z-score; both sides carry a standard error.
 */
import { describe, expect, it } from 'vitest'
import { simulate } from '$lib/core/simulate'
import { summarize } from '$lib/core/summary'
import type { Arrivals, Coordination, Model } from '$lib/core/scenario'
import rows from './oracle/brute-force.json'

const CYCLES = 100_000
const SEED = 7

function arrivalsOf(text: string): Arrivals {
  const [kind, on, off] = text.split(':')
  return kind === 'burst' ? { kind, on: Number(on), off: Number(off) } : { kind: kind as 'poisson' | 'even' }
}

/** The oracle prints 0 for a share of exactly 0 or 1: then as if one cycle had gone the other way. */
const shareError = (share: number, error: number, cycles: number) =>
  error > 0 ? error : Math.sqrt(Math.max(share * (1 - share), 1 / cycles) / cycles)

describe.each(rows)(
  'simulation at T $ttl, Δ $delta (cv $deltaCv), r $rate, β $beta, $coordination:$processes, ρ $expiryResolution, $arrivals',
  (row) => {
    const model: Model = {
      ttl: row.ttl,
      delta: row.delta,
      deltaCv: row.deltaCv,
      rate: row.rate,
      beta: row.beta,
      coordination: row.coordination as Coordination,
      processes: row.processes,
      resolution: row.expiryResolution,
      arrivals: arrivalsOf(row.arrivals)
    }
    const { figures, standardErrors } = summarize(model, simulate(model, CYCLES, SEED))
    const unsettled = row.beta === 8
    const z = (mine: number, myError: number, theirs: number, theirError: number) =>
      (mine - theirs) / Math.hypot(myError, theirError)

    // Mean gap and cycle length are 60 figures or so: at 4 standard errors one in 15,000 fails by chance.
    const checks: [string, number, number][] = unsettled
      ? []
      : [
          [
            'earlyShare',
            z(figures.earlyShare, standardErrors.earlyShare!, row.earlyShare, shareError(row.earlyShare, row.earlyShareSe, row.cycles)),
            4
          ],
          [
            'lateShare',
            z(figures.lateShare, standardErrors.lateShare!, row.lateShare, shareError(row.lateShare, row.lateShareSe, row.cycles)),
            4
          ],
          [
            'gapMean',
            row.earlyShare === 0 ? 0 : z(figures.gapMean!, standardErrors.gapMean!, row.gapMean, row.gapMeanSe),
            4
          ],
          [
            'duplicatesMean',
            row.coordination === 'lock'
              ? figures.duplicatesMean
              : z(figures.duplicatesMean, standardErrors.duplicatesMean!, row.rebuildsPerCycle - 1, row.rebuildsPerCycleSe),
            4
          ],
          ['cycleSeconds', z(figures.cycleSeconds, standardErrors.cycleSeconds!, row.cycleSeconds, row.cycleSecondsSe), 4]
        ]
    if (!process.env.SHOW) {
      it.each(checks)('%s is within four standard errors', (_, score, bound) => {
        expect(Math.abs(score)).toBeLessThan(bound)
      })
    } else {
      it('show', () => {
        console.log(
          [model.ttl, model.delta, model.deltaCv, model.rate, model.beta, model.coordination, model.resolution, row.arrivals].join(' '),
          checks.map(([k, s]) => `${k} ${s.toFixed(2)}`).join('  '),
          `P05 ${figures.gapP05} ${row.gapP05} P50 ${figures.gapP50} ${row.gapP50} P95 ${figures.gapP95} ${row.gapP95} (${standardErrors.gapP05} ${standardErrors.gapP50} ${standardErrors.gapP95})`,
          `p99 ${figures.stampedeSizeP99} ${row.sizeP99} ±${standardErrors.stampedeSizeP99}`,
          `rph ${figures.rebuildsPerHour} ${row.rebuildsPerHour} ± ${standardErrors.rebuildsPerHour}`,
          `blk ${figures.blockedShare * row.rate * figures.cycleSeconds} ${row.blockedPerCycle}`
        )
      })
    }
  }
)
