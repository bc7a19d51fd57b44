import { expect, it } from 'vitest'
import { heightMessages, secretOf } from './height'

it('the height is sent in our own format, in that of learning platforms, and in that of Embedly', () => {
  expect(heightMessages(812, 'https://x.example/embed?beta=4', '')).toEqual([
    { source: 'xfetch-tuner', version: 1, type: 'resize', height: 812 },
    { subject: 'lti.frameResize', height: 812 },
    '{"src":"https://x.example/embed?beta=4","context":"iframe.resize","height":812}'
  ])
})

it('the height is sent to WordPress too, if the frame has a secret', () => {
  expect(heightMessages(812, 'https://x.example/embed', 'aB3')).toContainEqual({
    message: 'height',
    value: 812,
    secret: 'aB3'
  })
  expect(secretOf('#?secret=aB3')).toBe('aB3')
  for (const hash of ['', '#?secret=', '#?secret=a-b', '#secret=a', '#?secret=a&b'])
    expect(secretOf(hash)).toBe('')
})
