import { describe, expect, it } from 'vitest'
import { MOST_CHARACTERS, readDurations } from './read'
import { readDropped } from './file'

const file = (content: BlobPart, name = 'rebuilds.log') => new File([content], name)

describe('a file that is dropped', () => {
  it('is the text that it holds', async () => {
    expect(await readDropped([file('198 ms\n243 ms\n')])).toEqual({ ok: true, text: '198 ms\n243 ms\n' })
  })

  // Few durations, far apart: by blanks of one byte, and of two.
  it.each([`198 ms${' '.repeat(93)}\n`, `198 µs${'\u00a0'.repeat(93)}\n`])(
    'is read from its beginning where it is too large, and that is said: %s',
    async (line) => {
      const dropped = await readDropped([file(line.repeat(1 + MOST_CHARACTERS / line.length))])
      const text = dropped.ok ? dropped.text : ''
      expect(text.length).toBe(MOST_CHARACTERS + 1)
      expect(readDurations(text)).toMatchObject({
        kind: 'read',
        says: expect.stringContaining('what is beyond 100000 durations or 2 MB was not read')
      })
    }
  )

  it.each<[string, File[], string]>([
    ['no file', [], 'That is no file; drop a text file, or paste its text'],
    ['two files', [file('1 s'), file('2 s')], 'These are 2 files, and 1 is read; drop one at a time'],
    [
      'no text',
      [file(new Uint8Array([31, 139, 8, 0]), 'log.gz')],
      'log.gz is no text; unpack it, or save it as CSV'
    ],
    [
      'a folder',
      [
        Object.assign(file('', 'logs'), {
          slice: () => ({ text: () => Promise.reject(new Error('NotFound')) })
        })
      ],
      'logs cannot be read; drop a text file, or paste its text'
    ]
  ])('is refused with the cure: %s', async (_, files, reason) => {
    expect(await readDropped(files)).toEqual({ ok: false, reason })
  })
})
