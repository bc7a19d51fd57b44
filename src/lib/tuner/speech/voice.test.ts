import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { say, take } from './say'
import { REST_MS, Voice } from './voice'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function heard() {
  const said: string[] = []
  const voice = new Voice((words) => said.push(words))
  return { voice, said }
}

describe('the voice', () => {
  it('speaks only the last of many words, once no more come', () => {
    const { voice, said } = heard()
    for (let i = 0; i < 20; i++) {
      voice.say(`β ${i}.`, 'outcome')
      vi.advanceTimersByTime(REST_MS / 4)
    }
    expect(said).toEqual([])
    vi.advanceTimersByTime(REST_MS)
    expect(said).toEqual(['β 19.'])
    vi.advanceTimersByTime(10 * REST_MS)
    expect(said).toHaveLength(1)
  })

  it('speaks what the user did before its outcome, in one go', () => {
    const { voice, said } = heard()
    voice.say('The hot key refreshes earlier.', 'outcome')
    voice.say('Undone.', 'command')
    vi.advanceTimersByTime(REST_MS)
    expect(said).toEqual(['Undone. The hot key refreshes earlier.'])
  })

  it('waits for an outcome that is not known yet, and keeps the earlier words until then', () => {
    const { voice, said } = heard()
    let known: string | null = null
    voice.say('Redone.')
    voice.say(() => known, 'outcome')
    vi.advanceTimersByTime(5 * REST_MS)
    expect(said).toEqual([])
    known = 'Late 3 percent.'
    vi.advanceTimersByTime(REST_MS)
    expect(said).toEqual(['Redone. Late 3 percent.'])
  })

  it('does not speak words that were removed', () => {
    const { voice, said } = heard()
    voice.say('Simulated.', 'run')
    voice.say('', 'run')
    vi.advanceTimersByTime(2 * REST_MS)
    expect(said).toEqual([])
  })

  it('drops the words that wait when it stops', () => {
    const { voice, said } = heard()
    voice.say('Copied.')
    voice.stop()
    vi.advanceTimersByTime(2 * REST_MS)
    expect(said).toEqual([])
  })
})

it('words from before somebody listens are heard first, and those after go to nobody', () => {
  const heard: unknown[] = []
  say('Pinned.')
  const leave = take((words) => heard.push(words))
  say('Copied.')
  leave()
  say('Undone.')
  expect(heard).toEqual(['Pinned.', 'Copied.'])
})
