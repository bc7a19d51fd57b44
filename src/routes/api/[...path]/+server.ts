import { json } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

export const fallback: RequestHandler = ({ url }) =>
  json(
    { error: `There is no ${url.pathname}; ask /api/v1/predict or /api/v1/simulate` },
    { status: 404, headers: { 'access-control-allow-origin': '*' } }
  )
