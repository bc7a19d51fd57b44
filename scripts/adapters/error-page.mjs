import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

/**
 * The page of src/error.html, which refers to no file beside it, so that it can be sent for any address.
 * @param {number} status
 * @param {string} message as HTML
 */
export const errorPage = (status, message) =>
  readFileSync(join(root, 'src/error.html'), 'utf8')
    .replaceAll('%sveltekit.status%', String(status))
    .replaceAll('%sveltekit.error.message%', message)
