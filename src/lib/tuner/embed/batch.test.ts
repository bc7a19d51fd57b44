import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultScenario } from '#core'
import { formatPage, type PageLink } from '$lib/link/parameters/codec'
import { parsePage } from '$lib/link/parse-page'
import { applySet, batch } from './batch'
import type { Command } from './commands'
import { gathering, MOST_GATHERED } from './gathering'

const present: PageLink = { scenario: { ...defaultScenario(), beta: 2, seed: 7 }, pin: null }
const home = { page: parsePage('?beta=3&ttl=oops'), theme: 'light' as const }
const set = (fields: Record<string, string>): Command => ({ command: 'set', fields })

/** Carries out commands one by one, for comparison. */
const oneByOne = (commands: Command[]) =>
  commands.reduce((page: PageLink, command) => {
    if (command.command === 'reset') return home.page
    return command.command === 'set' ? applySet(command, page) : page
  }, present)

describe('a batch of commands', () => {
  it('leads to the same page as its commands one by one', () => {
    const value = fc.constantFrom('1', '60s', '5m', 'x:1/s,y:2/s', 'hot:3/s', 'NaN', '', 'lock', 'default')
    const name = fc.constantFrom(
      'beta',
      'ttl',
      'delta',
      'keys',
      'ttl.x',
      'delta.hot',
      'coord',
      'pin',
      'pin.beta'
    )
    const command = fc.oneof(
      { weight: 6, arbitrary: fc.dictionary(name, value, { maxKeys: 3 }).map(set) },
      fc.constantFrom<Command>(
        { command: 'set', link: '?beta=4&keys=x:5/s&ttl.x=1s' },
        { command: 'set', link: 'https://x.example/embed?delta=90s#x' },
        { command: 'reset' },
        { command: 'hello' },
        { command: 'theme', theme: 'dark' }
      )
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const { page } = batch(commands, present, home)
        expect(formatPage(page ?? present)).toBe(formatPage(oneByOne(commands)))
      }),
      { numRuns: 2000, seed: 10 }
    )
  })

  it('keeps the parameters that later commands do not set', () => {
    // A lifetime of a second cuts the rebuild time to a second, and a longer lifetime does not restore it.
    const { page } = batch([set({ delta: '9s' }), set({ ttl: '1s' }), set({ ttl: '1h' })], present, home)
    expect(page!.scenario).toMatchObject({ ttl: 3600, delta: 1 })
  })

  it('replaces p50 and p99 by mean and cv, and these by p50 and p99', () => {
    const at = (link: string, fields: Record<string, string>) =>
      formatPage(applySet({ command: 'set', fields }, parsePage(link)))
    const typed = '?ttl=90min&p50=800ms&p99=3s'
    expect(at(typed, { beta: '4' })).toBe('?beta=4&ttl=90min&p50=800ms&p99=3s')
    expect(at(typed, { p50: '700ms' })).toBe('?ttl=90min&p50=700ms&p99=3s')
    expect(at(typed, { cv: '0.5' })).toBe('?ttl=90min&delta=0.940131s&cv=0.5')
    expect(at('?delta=2s&cv=1', { p50: '1s', p99: '3s' })).toBe('?p50=1s&p99=3s')
    expect(at('?pin.delta=2s', { 'pin.p50': '1s', 'pin.p99': '3s' })).toBe('?pin.p50=1s&pin.p99=3s')
  })

  it('has the theme of its last command with one; a reset has the theme of the address', () => {
    const dark: Command = { command: 'theme', theme: 'dark' }
    const themeOf = (...commands: Command[]) => batch(commands, present, home).theme
    expect(themeOf(set({ beta: '4' }))).toBeNull()
    expect(themeOf({ command: 'theme', theme: 'auto' }, dark)).toBe('dark')
    expect(themeOf(dark, { command: 'reset' })).toBe('light')
    expect(themeOf({ command: 'reset' }, dark, { command: 'set', link: '' })).toBe('dark')
  })

  it('leaves the page as it is if no command sets it', () => {
    expect(batch([{ command: 'hello' }], present, home)).toEqual({ page: null, theme: null, hello: true })
  })

  it('reports each refused value once, and none that a later command corrects', () => {
    const notesOf = (...commands: Command[]) =>
      batch(commands, present, home).page!.notes.map(({ message }) => message)
    const bad = set({ beta: 'abc' })
    expect(notesOf(bad, bad, set({ ttl: '5m' }))).toEqual(['beta=abc is not a number; using 1'])
    expect(notesOf(bad, set({ beta: '4' }))).toEqual([])
    expect(notesOf(bad, { command: 'set', link: '' })).toEqual([])
    expect(notesOf(bad, { command: 'reset' })).toEqual(home.page.notes.map(({ message }) => message))
  })

  it('has at most thirty notes', () => {
    const commands = Array.from({ length: 500 }, (_, i) => set({ [`ttl.key${i}`]: `bad${i}` }))
    expect(batch(commands, present, home).page!.notes).toHaveLength(30)
  })
})

describe('gathering', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('hands on together what comes in one task', () => {
    const heard: number[][] = []
    const { add } = gathering<number>((all) => heard.push(all))
    for (let i = 0; i < 500; i++) add(i)
    expect(heard).toEqual([])
    vi.runAllTimers()
    expect(heard).toEqual([Array.from({ length: 500 }, (_, i) => i)])
    add(7)
    vi.runAllTimers()
    expect(heard[1]).toEqual([7])
  })

  it('splits five thousand commands into five batches, and the last leads to the right page', () => {
    let page = present
    let batches = 0
    const { add } = gathering<Command>((all) => {
      page = batch(all, page, home).page ?? page
      batches++
    })
    for (let i = 1; i <= 5000; i++) add(set({ beta: String(i / 100) }))
    vi.runAllTimers()
    expect(batches).toBe(5000 / MOST_GATHERED)
    expect(page.scenario.beta).toBe(50)
  })

  it('hands on nothing after it is stopped', () => {
    const act = vi.fn()
    const { add, stop } = gathering(act)
    add(1)
    stop()
    vi.runAllTimers()
    expect(act).not.toHaveBeenCalled()
  })
})
