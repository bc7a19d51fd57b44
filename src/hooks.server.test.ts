import type { RequestEvent } from '@sveltejs/kit'
import { afterEach, expect, test, vi } from 'vitest'
import { handleError } from './hooks.server'

const event = {
  request: new Request('https://host.example/?beta=4&keys=secret:5/s', { method: 'GET' }),
  route: { id: '/(site)' },
  url: new URL('https://host.example/?beta=4&keys=secret:5/s')
} as RequestEvent

afterEach(() => vi.restoreAllMocks())

test('a fault is written down by a number that the page shows, and without the scenario that met it', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const told = await handleError({
    error: new Error('broken'),
    event,
    status: 500,
    message: 'Internal Error'
  })
  const written = log.mock.calls.flat().map(String).join(' ')
  expect(written).toContain('broken')
  expect(written).toContain(told!.id)
  expect(written).not.toMatch(/secret|beta|host\.example/)
  expect(told!.message).not.toContain('broken')
})

test('what is asked for in vain is written down nowhere', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await handleError({ error: new Error(), event, status: 404, message: 'Not Found' })).toEqual({
    message: 'Not Found'
  })
  expect(log).not.toHaveBeenCalled()
})
