import { readFileSync } from 'node:fs'
import { it } from 'vitest'
import { Random, modelOf, defaultScenario } from '#core'
import { cycleSource } from '../../src/lib/core/simulation/at-once-key'
import { NO_OPTIONS } from '../../src/lib/core/model/cache-options'
const rows = JSON.parse(readFileSync('/work/shared/oracle/policies.json','utf8'))
const only = process.env.ROWS ? process.env.ROWS.split(',').map(Number) : null
const N = Number(process.env.N ?? 20000)
function tree(rule: string): any {
  const [k, a] = rule.split(':')
  if (k === 'paper') return null
  if (k === 'ahead') return { of: '<', to: ['left', { of: '*', to: [Number(a), 'ttl'] }] }
  if (k === 'age') return { of: '^', to: [{ of: '/', to: ['age', 'ttl'] }, 'beta'] }
  if (k === 'inverse') return { of: 'exp', to: [{ of: '/', to: [{ of: 'negative', to: [{ of: '*', to: ['beta', 'left'] }] }, 'delta'] }] }
  return { of: 'exp', to: [{ of: '/', to: [{ of: 'negative', to: ['left'] }, { of: '*', to: ['beta', Number(a)] }] }] }
}
it('oracle', () => {
  let worst = 0
  rows.forEach((row: any, i: number) => {
    if (only && !only.includes(i)) return
    const inf = (x: number) => (x === 0 ? Infinity : x)
    const model: any = { ttl: row.ttl, delta: row.delta, deltaCv: row.deltaCv, rate: row.rate / row.instances, beta: row.beta, coordination: row.coordination, processes: row.processes, resolution: 0, arrivals: { kind: 'poisson' },
      options: { ...NO_OPTIONS, stale: row.stale, rule: tree(row.rule), instances: row.instances, workers: inf(row.workers), jitter: row.jitter, lockTtl: inf(row.lockttl), losers: row.losers, origin: inf(row.origin) } }
    const random = new Random(1, 0)
    const key: any = cycleSource(model, random)
    const t0 = performance.now()
    const s: Record<string, number[]> = { early: [], late: [], gap: [], len: [], reb: [], blocked: [], stale: [], max: [], ws: [], coll: [] }
    const waits: number[] = []
    for (let c = -50; c < N; c++) {
      random.seek(c + 50)
      const ok = key.cycle()
      if (!ok) { console.log(i, 'cut', c); break }
      if (c < 0) continue
      const l = key.last
      s.early.push(l.gap > 0 ? 1 : 0); s.late.push(l.late ? 1 : 0); s.gap.push(Math.max(0, l.gap)); s.len.push(l.stretch + row.ttl + row.delta); s.reb.push(1 + l.duplicates)
      s.blocked.push(l.blocked); s.stale.push(l.stale); s.max.push(l.mostInFlight); s.ws.push(l.waitSum); s.coll.push(l.busy > row.ttl ? 1 : 0)
      l.waits.forEach((w: number, j: number) => { for (let q = 0; q < l.weights[j]; q++) waits.push(w) })
    }
    key.audit()
    const ms = performance.now() - t0
    const n = s.len.length
    const sum = (a: number[]) => a.reduce((x, y) => x + y, 0)
    const ratio = (a: number[], b: number[]) => { const r = sum(a) / sum(b); let v = 0; for (let k = 0; k < n; k++) v += (a[k] - r * b[k]) ** 2; return [r, Math.sqrt(v) / sum(b)] }
    const one = s.len.map(() => 1)
    const est: Record<string, number[]> = { earlyShare: ratio(s.early, one), lateShare: ratio(s.late, one), gapMean: ratio(s.gap, s.early), cycleSeconds: ratio(s.len, one), rebuildsPerCycle: ratio(s.reb, one), rebuildsPerHour: ratio(s.reb, s.len).map((x) => x * 3600 * row.instances), blockedShare: ratio(s.blocked, s.len).map((x) => x / model.rate), staleShare: ratio(s.stale, s.len).map((x) => x / model.rate), inFlightMaxMean: ratio(s.max, one), waitMean: ratio(s.ws, s.blocked), collapse: ratio(s.coll, one) }
    waits.sort((a, b) => a - b); const mx = [...s.max].sort((a, b) => a - b)
    const out: string[] = []
    for (const [k, [m, se]] of Object.entries(est)) {
      const truth = row.figures[k], tse = row.se[k]
      if (truth === null) continue
      const share = k.endsWith('Share') || k === 'collapse'
      const floor = share && (truth < 0.01 || truth > 0.99) ? 0 : 0
      let e = Math.hypot(se, tse)
      if (k === 'earlyShare' || k === 'lateShare' || k === 'collapse') e = Math.max(e, Math.sqrt(Math.max(Math.min(truth, 1 - truth), 1 / n) / n))
      else e = Math.max(e, Math.abs(truth) / n / 4, 1e-12)
      const z = (m - truth) / e
      if (!(Math.abs(z) < 3)) out.push(`${k} ${m} vs ${truth} z=${z.toFixed(1)}`)
      worst = Math.max(worst, Math.abs(z))
    }
    console.log(i, Math.round(ms) + 'ms', 'p99w', waits[Math.floor(0.99 * waits.length)], row.figures.waitP99, 'max99', mx[Math.floor(0.99 * n)], row.figures.inFlightMaxP99, out.join(' | '))
  })
  console.log('worst', worst)
}, 600000)
