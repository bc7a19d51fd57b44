import { json } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** The calls of the API: one for each folder of v1. */
const calls = Object.keys(import.meta.glob('../v1/*/+server.ts')).map((file) =>
  file.replace(/^\.\.(.*)\/\+server\.ts$/, '/api$1')
)
const named = `${calls.slice(0, -1).join(', ')} or ${calls.at(-1)}`

export const fallback: RequestHandler = ({ url }) =>
  json(
    { error: `There is no ${url.pathname}; ask ${named}` },
    { status: 404, headers: { 'access-control-allow-origin': '*' } }
  )
