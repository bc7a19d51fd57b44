import { expect, test, type APIRequestContext } from '../support/test'
import { readFileSync } from 'node:fs'
import { startBuilt } from '../support/built-server'
import { plain } from '../support/page'
import { FIGURE_KEYS, closedForm, defaultScenario, modelOf, simulate, summarize } from '#core'

const head = ['model', 'link', 'notes', 'beta', 'coordination', 'processes', 'keys']

/** To nine digits: the last ones of the closed form may differ between versions of node. */
const rounded = (body: object) =>
  JSON.parse(JSON.stringify(body), (_, value) => (typeof value === 'number' ? value.toPrecision(9) : value))

async function ask(request: APIRequestContext, path: string) {
  const response = await request.get(`/api/v1/${path}`)
  expect(response.headers()['content-type']).toBe('application/json')
  expect(response.headers()['access-control-allow-origin']).toBe('*')
  return { status: response.status(), body: await response.json(), headers: response.headers() }
}

test('predict gives the closed form, key by key and to the last bit', async ({ request }) => {
  const { status, body, headers } = await ask(request, 'predict?beta=4')
  expect(status).toBe(200)
  expect(headers['cache-control']).toMatch(/public, max-age=\d+/)
  expect(Object.keys(body)).toEqual(head)
  expect(body).toMatchObject({
    model: 1,
    link: '?beta=4&v=1',
    notes: [],
    beta: 4,
    coordination: 'none',
    processes: 1
  })
  const scenario = defaultScenario()
  expect(body.keys).toEqual(
    scenario.keys.map((key) => ({
      name: key.name,
      rate: key.rate,
      ttl: 60,
      delta: 0.25,
      figures: closedForm(modelOf(scenario, key, 4))
    }))
  )
  for (const { figures } of body.keys) expect(Object.keys(figures)).toEqual(FIGURE_KEYS)
})

test('simulate agrees with the closed form, says how sure it is, and never changes its mind', async ({
  request
}) => {
  const link = 'simulate?beta=4&cycles=200000&seed=3'
  const [{ status, body, headers }, again] = [await ask(request, link), await ask(request, link)]
  expect(status).toBe(200)
  expect(again.body).toEqual(body)
  expect(headers['cache-control']).toMatch(/public, max-age=\d+/)
  expect(Object.keys(body)).toEqual([...head, 'cycles', 'seed'])
  expect(body).toMatchObject({ cycles: 200_000, seed: 3, notes: [] })
  const scenario = defaultScenario()
  body.keys.forEach((row: (typeof body.keys)[number], i: number) => {
    expect(Object.keys(row)).toEqual(['name', 'rate', 'ttl', 'delta', 'figures', 'standardErrors', 'cycles'])
    expect(Object.keys(row.figures)).toEqual(FIGURE_KEYS)
    expect(Object.keys(row.standardErrors)).toEqual(FIGURE_KEYS)
    expect(row.cycles).toBe(200_000)
    const model = modelOf(scenario, scenario.keys[i], 4)
    expect(row.figures, 'the same bits as in this process').toEqual(
      summarize(model, simulate(model, 200_000, 3)).figures
    )
    const truth = closedForm(model)
    // 26 figures at four standard errors: one link in 600 fails by chance, and the seed is fixed.
    for (const key of [
      'earlyShare',
      'lateShare',
      'gapMean',
      'duplicatesMean',
      'cycleSeconds',
      'rebuildsPerHour'
    ] as const) {
      const off = Math.abs(row.figures[key] - truth[key]!)
      expect(off, `${row.name} ${key}`).toBeLessThanOrEqual(4 * row.standardErrors[key])
    }
  })
})

test('the examples of the documentation are what the server says', async ({ request }) => {
  const text = readFileSync('docs/api.md', 'utf8')
  const examples = [...text.matchAll(/```http\nGET \/api\/v1\/(\S+)\n```\s+```json\n([\s\S]*?)```/g)]
  expect(examples).toHaveLength(3)
  for (const [, path, reply] of examples) {
    const { body } = await ask(request, path)
    expect(rounded(body)).toEqual(rounded(JSON.parse(reply)))
  }
})

test('predict points to simulate where there is no closed form', async ({ request }) => {
  const predicted = await ask(request, 'predict?arrivals=burst:2s:18s')
  expect(predicted.body.notes).toEqual([
    'no closed form covers requests that come in bursts; /api/v1/simulate has the figures'
  ])
  expect(predicted.body.keys[0].figures).toMatchObject({
    earlyShare: null,
    gapP50: null,
    requestsPerRebuild: 250
  })
  const simulated = await ask(request, 'simulate?arrivals=burst:2s:18s&cycles=1000')
  for (const key of FIGURE_KEYS) expect(simulated.body.keys[1].figures[key], key).not.toBeNull()
})

test('a faulty field is a note, and with strict=1 an error', async ({ request }) => {
  for (const path of ['predict', 'simulate']) {
    const lenient = await ask(request, `${path}?beta=abc&ttl=60&cycles=100`)
    expect(lenient.status).toBe(200)
    expect(lenient.body.notes).toHaveLength(2)
    expect(lenient.body.link).toBe('?cycles=100&v=1')
    const strict = await ask(request, `${path}?beta=abc&ttl=60&cycles=100&strict=1`)
    expect(strict.status).toBe(400)
    expect(strict.body.error).toContain('beta=abc')
    expect(strict.body.notes).toEqual(lenient.body.notes)
    expect((await ask(request, `${path}?ttl=60&cycles=100&strict=1`)).status).toBe(200)
  }
})

test('too much work is refused with the limit, what was asked, and what to ask instead', async ({
  request
}) => {
  const { status, body } = await ask(request, 'simulate?cycles=5000000')
  expect(status).toBe(413)
  expect(body).toMatchObject({ limit: 2_000_000, asked: 10_000_000 })
  expect(plain(body.error)).toContain('2 000 000')
  expect(plain(body.error)).toContain('10 000 000')
  expect(body.error).toContain('cycles=1000000')
  const slow = await ask(request, 'simulate?cycles=200000&arrivals=even')
  expect(slow).toMatchObject({ status: 413, body: { limit: 300_000, asked: 400_000 } })
  expect((await request.head('/api/v1/simulate?cycles=5000000')).status()).toBe(413)
})

test('whatever goes wrong is told in JSON, and the methods are named', async ({ request }) => {
  const post = await request.post('/api/v1/predict', { data: {} })
  expect(post.status()).toBe(405)
  expect(post.headers().allow).toBe('GET, HEAD, OPTIONS')
  expect(await post.json()).toHaveProperty('error')
  const lost = await request.get('/api/v2/predict')
  expect(lost.status()).toBe(404)
  expect(await lost.json()).toEqual({
    error:
      'There is no /api/v2/predict; ask /api/v1/advise, /api/v1/compare, /api/v1/predict or /api/v1/simulate'
  })
  const options = await request.fetch('/api/v1/simulate', { method: 'OPTIONS' })
  expect(options.status()).toBe(204)
  expect(options.headers()['access-control-allow-origin']).toBe('*')
  const headOnly = await request.head('/api/v1/simulate')
  expect(headOnly.status()).toBe(200)
  expect(await headOnly.text()).toBe('')
})

test('the server goes on answering while simulations run, and a client that goes away frees their threads', async () => {
  const server = await startBuilt()
  // Refreshes that run into each other: the most that a call may cost.
  const heavy = 'ttl=60ms&delta=27.8ms&keys=x:2243/s&beta=0.9&cycles=2000000'
  const sockets = [1, 2, 3, 4].map((seed) =>
    server.send(`GET /api/v1/simulate?${heavy}&seed=${seed} HTTP/1.1\r\nHost: host.example\r\n\r\n`)
  )
  const answers: string[] = []
  for (const socket of sockets)
    socket.on('error', () => {}).on('data', (bytes) => answers.push(bytes.toString()))
  const load = async () => {
    const metrics = await server.metrics()
    return ['running', 'waiting'].map((state) => metrics[`xfetch_tuner_simulations_${state}{lane="calls"}`])
  }
  await expect.poll(load).toEqual([2, 2])
  for (let i = 0; i < 10; i++) expect((await server.get('/api/v1/predict')).status).toBe(200)
  expect(answers, 'the short answers came before the long ones').toEqual([])
  for (const socket of sockets) socket.destroy()
  // No work goes on, none was finished, and the next work is done.
  await expect.poll(load).toEqual([0, 0])
  expect(answers).toEqual([])
  expect((await server.get('/api/v1/simulate?cycles=1000')).status).toBe(200)
  await server.stop()
})
