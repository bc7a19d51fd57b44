import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Gate } from '../../scripts/adapters/front/gate.mjs'

const limits = { most: 2, waiting: 3, lag: 500 }

let clock: number
let immediates: (() => void)[]
let lag: number
let sending: number
let gate: Gate<'page' | 'api'>
/** Who was begun, and who was turned away and why, in that order. */
let log: string[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('setImmediate', (callback: () => void) => immediates.push(callback))
  immediates = []
  clock = lag = sending = 0
  log = []
  gate = new Gate({
    lanes: { page: limits, api: limits },
    longestWait: 5_000,
    lag: () => lag,
    pressing: () => sending,
    now: () => clock
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Visit {
  gone: boolean
  /** Says that the work is over. */
  done: () => void
  leave: () => void
}

/** A request whose work holds the main thread for so many ms, and then goes on elsewhere until `done`. */
function visit(name: string, lane: 'page' | 'api' = 'page', holds = 0): Visit {
  const visit: Visit = { gone: false, done: () => {}, leave: () => {} }
  visit.leave = gate.enter(lane, {
    gone: () => visit.gone,
    start: (done) => {
      log.push(name)
      clock += holds
      visit.done = done
    },
    shed: (reason) => log.push(`${name}: ${reason}`)
  })
  return visit
}

/** One turn of the event loop: what is asked for meanwhile comes in the next. */
function turn() {
  for (const callback of immediates.splice(0)) callback()
}

/** @param time ms */
function wait(time: number) {
  for (let i = 0; i < time; i++) {
    vi.advanceTimersByTime(1)
    while (immediates.length > 0) turn()
  }
}

/** The rest before the first start, ms. */
const REST = 2
/** Lets all light work happen. */
const settle = () => wait(REST)

const lane = (name: string) => gate.counts.find((lane) => lane.name === name)!

describe('who is worked on', () => {
  test('nobody before files have had time to go first', () => {
    visit('a')
    wait(REST - 1)
    expect(log).toEqual([])
    wait(1)
    expect(log).toEqual(['a'])
  })

  test('one for each turn of the event loop', () => {
    visit('a')
    visit('b')
    vi.advanceTimersByTime(REST)
    expect(log).toEqual(['a'])
    turn()
    expect(log).toEqual(['a'])
    turn()
    expect(log).toEqual(['a', 'b'])
  })

  test('so many at a time, and the next when one of them is done', () => {
    const [a] = ['a', 'b', 'c'].map((name) => visit(name))
    settle()
    expect(log).toEqual(['a', 'b'])
    a.done()
    a.done()
    settle()
    expect(log).toEqual(['a', 'b', 'c'])
    visit('d')
    settle()
    expect(log, 'to be done twice frees one place').toEqual(['a', 'b', 'c'])
  })

  test('pages before calls of the API that came earlier', () => {
    visit('call', 'api')
    visit('page')
    settle()
    expect(log).toEqual(['page', 'call'])
  })

  test('calls of the API while all pages that may be worked on wait for something', () => {
    for (const name of ['a', 'b', 'c']) visit(name)
    visit('call', 'api')
    settle()
    expect(log).toEqual(['a', 'b', 'call'])
  })
})

describe('the event loop turns', () => {
  test('for some time after heavy work, and not after light work', () => {
    visit('heavy', 'page', 80)
    visit('next')
    settle()
    expect(log).toEqual(['heavy'])
    wait(2)
    expect(log).toEqual(['heavy', 'next'])
  })

  test('until the files are sent that are asked for meanwhile', () => {
    visit('heavy', 'page', 80)
    visit('next')
    settle()
    sending = 1
    wait(10)
    expect(log).toEqual(['heavy'])
    sending = 0
    wait(2)
    expect(log).toEqual(['heavy', 'next'])
  })

  test('and not for longer, however slowly these are read', () => {
    sending = 1
    visit('heavy', 'page', 80)
    visit('next')
    wait(20)
    expect(log).toEqual(['heavy'])
    wait(19)
    expect(log).toEqual(['heavy'])
    wait(1)
    expect(log).toEqual(['heavy', 'next'])
  })
})

describe('clients that have gone', () => {
  test('cost no work, and their places are free at once', () => {
    const visits = ['a', 'b', 'c'].map((name) => visit(name))
    for (const { leave } of visits) leave()
    visit('next')
    settle()
    expect(log).toEqual(['next'])
    expect(lane('page')).toMatchObject({ started: 1, dropped: 3, waiting: 0 })
  })

  test('cost no work even when nobody said that they went', () => {
    const visits = ['a', 'b'].map((name) => visit(name))
    for (const visit of visits) visit.gone = true
    visit('next')
    settle()
    expect(log).toEqual(['next'])
    expect(lane('page')).toMatchObject({ started: 1, dropped: 2 })
  })

  test('are not counted as dropped once their work has begun', () => {
    const a = visit('a')
    settle()
    a.leave()
    expect(lane('page')).toMatchObject({ started: 1, dropped: 0, active: 1 })
  })
})

describe('who is turned away', () => {
  test('those for whom there is no place in the queue', () => {
    for (const name of ['a', 'b', 'c', 'd']) visit(name)
    expect(log).toEqual(['d: full'])
    visit('call', 'api')
    settle()
    expect(log, 'each lane has places of its own').toEqual(['d: full', 'a', 'b', 'call'])
    expect(gate.shed).toEqual({ full: 1, wait: 0, lag: 0 })
  })

  test('those who have waited for too long', () => {
    for (const name of ['a', 'b', 'c']) visit(name)
    wait(4_999)
    expect(log).toEqual(['a', 'b'])
    wait(1)
    expect(log).toEqual(['a', 'b', 'c: wait'])
    expect(lane('page').waiting).toBe(0)
  })

  test('those who come while the event loop is late, if others wait already', () => {
    lag = 501
    for (const name of ['a', 'b', 'c']) visit(name)
    expect(log).toEqual(['c: lag'])
  })

  test('nobody from an idle server, however late its event loop was', () => {
    lag = 60_000
    visit('a')
    settle()
    visit('b')
    settle()
    expect(log).toEqual(['a', 'b'])
  })
})
