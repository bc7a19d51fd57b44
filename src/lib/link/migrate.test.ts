import { describe, expect, it } from 'vitest'
import { migrate, type Lift } from './migrate'
import type { Note } from './note'

/** Two changes that a model might have seen: a parameter got another name, then another unit. */
const lifts: Lift[] = [
  {
    from: 2,
    what: 'rebuild times were in minutes',
    lift: (pairs) => pairs.set('delta', `${pairs.get('delta')}m`)
  },
  {
    from: 1,
    what: 'delta was called rebuild',
    lift: (pairs) => {
      const lifted = new Map([...pairs].filter(([name]) => name !== 'rebuild'))
      return lifted.set('delta', pairs.get('rebuild') ?? '')
    }
  }
]

function read(pairs: [string, string][]) {
  const notes: Note[] = []
  const before = new Map(pairs)
  const after = migrate(before, (kind, field, message) => notes.push({ kind, field, message }), lifts, 3)
  expect([...before]).toEqual(pairs)
  return { after: Object.fromEntries(after), notes }
}

describe('a link of an older version of the model', () => {
  it('is lifted from version to version in their order, and says what changed', () => {
    const { after, notes } = read([
      ['v', '1'],
      ['rebuild', '2']
    ])
    expect(after).toMatchObject({ delta: '2m' })
    expect(notes).toEqual([
      {
        kind: 'migrated',
        field: 'v',
        message:
          'this link was made with version 1 of the model and is read as version 3: delta was called rebuild; rebuild times were in minutes'
      }
    ])
  })

  it('is spared the changes before its own', () => {
    expect(
      read([
        ['v', '2'],
        ['delta', '2']
      ]).after
    ).toMatchObject({ delta: '2m' })
  })
})

describe('a link of the present version, or of none', () => {
  it('is left as it is, without a word', () => {
    expect(read([['v', '3']])).toEqual({ after: { v: '3' }, notes: [] })
    expect(read([['delta', '2']])).toEqual({ after: { delta: '2' }, notes: [] })
  })
})

describe('a link of a version that there is not', () => {
  it.each([
    ['4', 'v=4 is newer than this tool; read as version 3'],
    ['0', 'v=0 is not a version of the model; read as version 3'],
    ['1.5', 'v=1.5 is not a version of the model; read as version 3']
  ])('v=%s is read as a present one, and said', (version, message) => {
    const { after, notes } = read([['v', version]])
    expect(after).toEqual({ v: version })
    expect(notes).toEqual([{ kind: 'bad', field: 'v', message }])
  })
})
