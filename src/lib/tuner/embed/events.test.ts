import { describe, expect, it } from 'vitest'
import { answerEvent, change, complete, ready, type About } from './events'

const about: About = {
  link: '?beta=4&v=1',
  place: 'https://x.example/embed',
  title: 'XFetch Tuner',
  now: new Date('2026-01-02T03:04:05Z')
}

describe('an event of an embed', () => {
  it('names its source and the version of the protocol, and says nothing about the user', () => {
    for (const event of [ready(about), change(about, [])]) {
      expect(event).toMatchObject({ source: 'xfetch-tuner', version: 1, link: '?beta=4&v=1' })
      expect(event.statement).not.toHaveProperty('actor')
      expect(event.statement.verb.id).toMatch(/^http:\/\/adlnet\.gov\/expapi\/verbs\/\w+$/)
      expect(event.statement.timestamp).toBe('2026-01-02T03:04:05.000Z')
    }
    expect(ready(about).statement.object.id).toBe('https://x.example/embed?beta=4&v=1')
  })

  it('is plain data, which can be cloned into a message and written as JSON', () => {
    const told = change(about, ['beta=abc is not a number; using 1'])
    expect(structuredClone(told)).toEqual(told)
    expect(JSON.parse(JSON.stringify(told))).toEqual(told)
    for (const name of Object.keys(told.statement.result!.extensions!))
      expect(() => new URL(name)).not.toThrow()
  })

  it('for a question with choices is an interaction that lists them', () => {
    const told = answerEvent(about, {
      lesson: 'beta-direction',
      question: 'hot',
      prompt: 'What happens to the hot key?',
      kind: 'choice',
      choices: [
        { id: 'earlier', text: 'It refreshes earlier.' },
        { id: 'later', text: 'It refreshes later.' }
      ],
      response: 'later',
      correct: ['earlier'],
      success: false
    })
    expect(told.type).toBe('answer')
    expect(told.statement).toMatchObject({
      verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
      object: {
        objectType: 'Activity',
        id: 'https://x.example/embed?beta=4&v=1&lesson=beta-direction#hot',
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          correctResponsesPattern: ['earlier'],
          choices: [
            { id: 'earlier', description: { en: 'It refreshes earlier.' } },
            { id: 'later', description: { en: 'It refreshes later.' } }
          ]
        }
      },
      result: { response: 'later', success: false }
    })
  })

  it('for a value that was placed has a range of right numbers', () => {
    const told = answerEvent(about, {
      lesson: 'beta-direction',
      question: 'hot-window',
      prompt: 'Where do you expect it?',
      kind: 'numeric',
      choices: [],
      response: '3.2',
      correct: ['5', '11.2'],
      success: false
    })
    const { definition } = told.statement.object
    expect(definition).toMatchObject({ interactionType: 'numeric', correctResponsesPattern: ['5[:]11.2'] })
    expect(definition).not.toHaveProperty('choices')
  })

  it('for the end of a lesson has a score from 0 to 1', () => {
    const told = complete(about, { lesson: 'lock', raw: 3, max: 4, success: true })
    expect(told.statement.result).toEqual({
      completion: true,
      success: true,
      score: { raw: 3, min: 0, max: 4, scaled: 0.75 }
    })
    expect(
      complete(about, { lesson: 'lock', raw: 0, max: 0, success: false }).statement.result!.score!.scaled
    ).toBe(0)
  })
})
